import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  newUserSchema,
  userChangeSchema,
  userQuerySchema,
  userSchema,
  type List,
  type UserView,
} from '@lenglian/console-contract';
import { hashPassword, type Records, type UserRecord } from '@lenglian/records';
import type { z } from 'zod';
import { InvalidRequestError } from '../http/errors.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { Requires } from './requires.ts';
import { SessionsService } from './sessions.service.ts';
import { Who, type SignedIn } from './signed-in.ts';

/** Who may sign in, and as what. People are disabled and never deleted: their acts stay theirs. */
@ApiTags('users')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly sessions: SessionsService,
  ) {}

  @Requires('users.manage')
  @Get()
  @AnswersList(userSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: userQuerySchema }) query: z.infer<typeof userQuerySchema>,
  ): Promise<List<UserView>> {
    const { organisationId } = user;
    const { items, nextCursor } = await this.records.users.list({ ...query, organisationId });
    return { items: items.map(view), nextCursor };
  }

  @Requires('users.manage')
  @Post()
  @HttpCode(200)
  @Answers(userSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newUserSchema }) { password, ...rest }: z.infer<typeof newUserSchema>,
  ): Promise<UserView> {
    const passwordHash = await hashPassword(password);
    const { organisationId } = user;
    return view(
      await this.records.users.add({ id: user.id }, { ...rest, organisationId, passwordHash }),
    );
  }

  @Requires('users.manage')
  @Patch(':id')
  @HeedsIfMatch()
  @Answers(userSchema)
  async change(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: userChangeSchema }) { password, ...rest }: z.infer<typeof userChangeSchema>,
  ): Promise<UserView> {
    const { organisationId } = who.user;
    ownRecord(await this.records.users.get(id), organisationId, `user ${id}`);
    // Else a browser left open would be enough to take its user's account.
    if (id === who.user.id && password !== undefined)
      throw new InvalidRequestError([{ path: 'password', message: 'change yours by the old one' }]);
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    const what = { ...rest, passwordHash };
    const { user, endedTokensSha256 } = await this.records.users.change(
      { id: who.user.id, ifRevision },
      id,
      what,
    );
    this.sessions.tellEnded(endedTokensSha256);
    return view(user);
  }
}

/** Field by field, so that nothing secret goes out with a field that is added later. */
function view({ id, username, displayName, role, isDisabled, revision }: UserRecord): UserView {
  return { id, username, displayName, role, isDisabled, revision };
}
