import { ROLES } from '@lenglian/rights';
import { z } from 'zod';
import { flagSchema, pageQuerySchema } from './list.ts';

/** NIST SP 800-63B §3.1.1.2: length counts, not the mix of characters. */
const password = z.string().min(12).max(256);
const displayName = z.string().trim().min(1).max(64);

export const userSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    displayName: z.string(),
    role: z.enum(ROLES),
    isDisabled: z.boolean(),
    /** For `If-Match`. */
    revision: z.number().int(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof userSchema>;

export const newUserSchema = z
  .object({
    /** May be an address of e-mail, by which a provider names people. */
    username: z.string().regex(/^[a-z0-9][a-z0-9._@+-]{1,63}$/, 'small letters, digits, . _ @ + -'),
    displayName,
    role: z.enum(ROLES),
    /** To begin with; the user changes it. */
    password,
  })
  .meta({ id: 'NewUser' });

/** What is absent stays. Another role or password, or being disabled, ends the user's sessions. */
export const userChangeSchema = z
  .object({
    displayName: displayName.optional(),
    role: z.enum(ROLES).optional(),
    isDisabled: z.boolean().optional(),
    password: password.optional(),
  })
  .meta({ id: 'UserChange' });

export const userQuerySchema = pageQuerySchema.extend({
  role: z.enum(ROLES).optional(),
  isDisabled: flagSchema.optional(),
});

/** One's own; every other session of the user ends. */
export const passwordChangeSchema = z
  .object({ oldPassword: z.string().min(1).max(256), newPassword: password })
  .meta({ id: 'PasswordChange' });
