/** Every path under `/api/v1` that the console uses, in one place for both sides. */
export const API_PREFIX = '/api/v1';
export const SESSION_COOKIE = 'lenglian_session';
