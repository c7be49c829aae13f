import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiDefaultResponse, ApiExtension } from '@nestjs/swagger';
import { problemSchema } from '@lenglian/console-contract';
import type { Right } from '@lenglian/rights';

/** Where the guard finds what a door demands. */
export const ADMISSION = 'lenglian:admission';

/** `public`: anybody. `signed-in`: any user and no token, for what is about themselves. Else a right. */
export type Admission = 'public' | 'signed-in' | Right;

type DoorDecorator = ReturnType<typeof applyDecorators>;

/** The route or socket event is for users whose role carries this right. */
export function Requires(right: Right): DoorDecorator {
  return admit(right);
}

/** The route or socket event is for every user, whatever their role; never for a token. */
export function SignedInOnly(): DoorDecorator {
  return admit('signed-in');
}

/** The route is for anybody. Say beside it why. */
export function Public(): DoorDecorator {
  return admit('public');
}

function admit(admission: Admission): DoorDecorator {
  return applyDecorators(
    SetMetadata(ADMISSION, admission),
    ApiExtension('x-requires', admission),
    ApiDefaultResponse({ standardSchema: problemSchema, description: 'A problem' }),
  );
}
