import type { Words } from '../words.ts';

/** What went wrong and what to do, for each problem code that can reach a person. */
export const PROBLEM_WORDS = {
  LOGIN_FAILED: { zh: '用户名或密码不正确。', en: 'The user name or the password is wrong.' },
  WRONG_PASSWORD: { zh: '原密码不正确。', en: 'The old password is wrong.' },
  ONE_TIME_TOKEN_INVALID: {
    zh: '这个登录链接已用过或已过期，请用密码登录。',
    en: 'This sign-in link has been used or has expired. Sign in with a password.',
  },
  OIDC_ATTEMPT_UNKNOWN: {
    zh: '这次登录已超时或已完成，请重新登录。',
    en: 'This sign-in took too long or is over already. Begin again.',
  },
  OIDC_REFUSED: {
    zh: '统一登录没有通过，请重试或用密码登录。',
    en: 'The other account was not accepted. Try again, or sign in with a password.',
  },
  OIDC_USER_UNKNOWN: {
    zh: '这个账号不能登录本系统，请联系管理员。',
    en: 'This account cannot sign in here. Ask your administrator.',
  },
  OIDC_UNREACHABLE: {
    zh: '统一登录服务暂时连接不上，请用密码登录或稍后再试。',
    en: 'The sign-in service cannot be reached. Sign in with a password, or try again later.',
  },
  UNAUTHENTICATED: { zh: '登录已过期，请重新登录。', en: 'You are signed out. Sign in again.' },
  FORBIDDEN: { zh: '您没有这项权限。', en: 'You have no right to do this.' },
  CROSS_ORIGIN: {
    zh: '请求来自别的网站，已拒绝。',
    en: 'The request came from another site and was refused.',
  },
  METHOD_NOT_ALLOWED: { zh: '这里不接受这种请求。', en: 'This kind of request is not taken here.' },
  PAYLOAD_TOO_LARGE: { zh: '内容太大。', en: 'The content is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { zh: '内容须为 JSON。', en: 'The content must be JSON.' },
  NOT_FOUND: { zh: '没有找到。', en: 'Not found.' },
  INVALID_REQUEST: { zh: '请求的内容不正确。', en: 'The request is not right.' },
  CONFLICT: {
    zh: '情况已经变化，请看最新状态。',
    en: 'It has changed meanwhile. Look at the present state.',
  },
  PLAN_REFUSED: {
    zh: '计划有误，没有保存。请按提示修改。',
    en: 'The plan was not taken. Mend what is listed and send it again.',
  },
  RECORD_REFUSED: {
    zh: '内容有误，没有保存。请按提示修改。',
    en: 'Nothing was recorded. Mend what is listed and send it again.',
  },
  REVISION_CONFLICT: {
    zh: '别人刚刚改过，请重新载入后再改。',
    en: 'Somebody else changed this meanwhile. Load it again, then change it.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '这个幂等键已用于另一个请求，请换一个新键。',
    en: 'This idempotency key was used for another request. Take a new one.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    zh: '同一个请求正在处理，请稍后再试。',
    en: 'The same request is still being done. Try again in a while.',
  },
  IDEMPOTENCY_OUTCOME_UNKNOWN: {
    zh: '上一次请求中断了，不知道是否完成。请先核对，再用新键重新提交。',
    en: 'The first request was cut short: nobody knows whether it was done. Look, then send it with a new key.',
  },
  IDEMPOTENCY_ANSWER_NOT_KEPT: {
    zh: '这个请求已经完成，但当时的答复没有保留。',
    en: 'This request was done already; its answer was not kept.',
  },
  LAST_ADMIN: {
    zh: '这是最后一位管理员，不能停用或改角色。',
    en: 'This is the last administrator: they can be neither disabled nor given another role.',
  },
  RUN_STATE: {
    zh: '班次现在的状态不允许这一步。',
    en: 'The run cannot take this step from its present state.',
  },
  HAND_OVER_STATE: {
    zh: '这条交接记录已被取代，或争议已经处理，或提议的处理已更新。',
    en: 'Another record took the place of this hand-over, the dispute has been settled, or another settlement was proposed.',
  },
  IF_MATCH_NOT_HEEDED: {
    zh: '这个操作没有可比较的版本，请去掉 If-Match 后再提交。',
    en: 'There is no revision to compare here. Send it without If-Match.',
  },
  ALERT_NOT_LIVE: {
    zh: '这条告警已经结束，不需要接手。',
    en: 'This alert is over; nobody needs to take it.',
  },
  INCIDENT_NOT_LIVE: {
    zh: '这起事件已经结束或已并入另一事件，不需要接手。',
    en: 'This incident is over or part of another; nobody needs to take it.',
  },
  ALERT_NOT_TO_DECIDE: {
    zh: '只有已恢复的告警才能关闭；只有涉及货物的告警才需要处置。',
    en: 'Only an alert that has cleared can be closed, and only one about the goods is decided on.',
  },
  ALERT_TOO_SEVERE_TO_SHELVE: {
    zh: '危急告警不能静置。',
    en: 'A critical alert is never shelved.',
  },
  SHELF_END_OUT_OF_RANGE: {
    zh: '静置须在 4 小时以内结束。',
    en: 'A shelf must end in the next 4 hours.',
  },
  REVIEW_STATE: {
    zh: '这条复核已经完成。',
    en: 'This review has been resolved.',
  },
  NEXT_CHECK_OUT_OF_RANGE: {
    zh: '复查时间须在现在之后、4 小时以内。',
    en: 'The next check must lie in the next 4 hours.',
  },
  TOO_MANY_REQUESTS: {
    zh: '尝试太频繁，请稍后再试。',
    en: 'Too many attempts. Try again in a while.',
  },
  UNAVAILABLE: {
    zh: '服务暂时不可用，正在恢复。',
    en: 'The service is not available right now; it is recovering.',
  },
  UNREACHABLE: { zh: '连接不上服务器。', en: 'The server cannot be reached.' },
  INTERNAL: {
    zh: '服务器内部出错，已记录。',
    en: 'The server made a mistake; it has been recorded.',
  },
} as const satisfies Record<string, Words>;

/** Whether there are words for a code: one from an address bar may be anything. */
export function isProblemCode(code: string): boolean {
  return Object.hasOwn(PROBLEM_WORDS, code);
}

/** The words of a problem code; a fallback that names the code when we do not know it. */
export function wordsOfProblem(code: string): Words {
  const known: Readonly<Record<string, Words>> = PROBLEM_WORDS;
  return known[code] ?? { zh: `操作没有成功（${code}）。`, en: `It did not work (${code}).` };
}
