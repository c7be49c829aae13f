import type { Words } from '../words.ts';

export const BINDING_TEXT = {
  title: { zh: '设备绑定', en: 'Device bindings' },
  none: { zh: '没有设备绑定过这个箱。', en: 'No device has been on this unit.' },
  still: { zh: '至今', en: 'still' },
  correct: { zh: '更正绑定', en: 'Correct a binding' },
  explained: {
    zh: '说明这段时间设备其实在哪里。这段时间的温度会重新判定；站不住脚的告警作废，原来的记录保留。',
    en: 'Say where the device really was in this time. That time is judged again; alerts that no longer stand are annulled, and what was believed stays on record.',
  },
  device: { zh: '设备', en: 'Device' },
  where: { zh: '这段时间', en: 'In this time it was' },
  here: { zh: '在这个箱上', en: 'on this unit' },
  nowhere: { zh: '不在任何箱上', en: 'on no unit' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  untilExplained: { zh: '不填则至今', en: 'still, unless given' },
  reason: { zh: '更正原因', en: 'Why' },
  reasonExplained: { zh: '例如：装错箱', en: 'for example: put on the wrong box' },
  noDevice: { zh: '请选设备', en: 'Choose a device' },
} as const satisfies Record<string, Words>;

/** Where a device is now, beside its name in a list. */
export function deviceNow(deviceId: string, unitCode: string | null): Words {
  return {
    zh: unitCode === null ? `${deviceId}（未绑定）` : `${deviceId}（现在 ${unitCode}）`,
    en: unitCode === null ? `${deviceId} (on no unit)` : `${deviceId} (now on ${unitCode})`,
  };
}
