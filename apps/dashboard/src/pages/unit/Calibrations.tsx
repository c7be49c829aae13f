import { useCallback, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  newCalibrationSchema,
  type CalibrationView,
  type UnitView,
} from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { CHANNELS } from '@lenglian/readings';
import {
  calibrationStanding,
  EQUIPMENT_TEXT,
  offsetBy,
  toInputTime,
  wordsOfChannel,
} from '@lenglian/wording';
import { calibrationsQuery } from '../../api/equipment-queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { LongTextField, NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Failed } from '../../ui/Notice.tsx';
import { PaneForm } from '../../ui/PaneForm.tsx';
import { Ticking } from '../../ui/Ticking.tsx';

/** Until when what the devices of a unit measure is certified. */
export function Calibrations(props: { unit: UnitView }) {
  const { deviceIds } = props.unit;
  const { t } = useWording();
  return (
    <section className="pane" aria-label={t(EQUIPMENT_TEXT.calibrations)}>
      <h2>{t(EQUIPMENT_TEXT.calibrations)}</h2>
      {deviceIds.length === 0 && <p className="dim">{t(EQUIPMENT_TEXT.noDevices)}</p>}
      <ul className="lines">
        {deviceIds.map((id) => (
          <Device key={id} deviceId={id} />
        ))}
      </ul>
    </section>
  );
}

function Device(props: { deviceId: string }) {
  const { deviceId } = props;
  const { t } = useWording();
  const mayCalibrate = useMayDo('devices.calibrate');
  const calibrations = useQuery(calibrationsQuery(deviceId));
  const standing = newestOfEach(calibrations.data ?? []);
  return (
    <li>
      <PaneForm
        heading={<b>{deviceId}</b>}
        mayOpen={mayCalibrate}
        open={t(EQUIPMENT_TEXT.calibrate)}
        label={`${t(EQUIPMENT_TEXT.calibrate)} ${deviceId}`}
        form={(closing) => <CalibrateForm deviceId={deviceId} {...closing} />}
      />
      {calibrations.isError && (
        <Failed error={calibrations.error} onRetry={() => void calibrations.refetch()} />
      )}
      {calibrations.data?.length === 0 && (
        <p className="dim">{t(EQUIPMENT_TEXT.neverCalibrated)}</p>
      )}
      {standing.map((calibration) => (
        <Standing key={calibration.id} calibration={calibration} />
      ))}
    </li>
  );
}

/** The newest entry counts, for the whole device and for each channel. */
function newestOfEach(calibrations: readonly CalibrationView[]): CalibrationView[] {
  const newest = new Map<string | null, CalibrationView>();
  for (const one of calibrations) if (!newest.has(one.channel)) newest.set(one.channel, one);
  return [...newest.values()];
}

function Standing(props: { calibration: CalibrationView }) {
  const { channel, validUntil, offsetKelvin, certificateNumber, note } = props.calibration;
  const { t, day } = useWording();
  const { clock } = useLive();
  const isOver = validUntil <= clock.now();
  const left = useCallback(
    (now: Instant) => t(calibrationStanding(validUntil - now)),
    [t, validUntil],
  );
  return (
    <p className="calibration">
      <span>{t(channel === null ? EQUIPMENT_TEXT.allChannels : wordsOfChannel(channel))}</span>
      <span>
        <span className="label">{t(EQUIPMENT_TEXT.validUntil)}</span>
        {day(validUntil)}
      </span>
      <span className={isOver ? 'problem' : 'dim'}>
        <Ticking text={left} />
      </span>
      {offsetKelvin !== 0 && <span>{t(offsetBy(offsetKelvin))}</span>}
      {certificateNumber !== null && (
        <span>
          <span className="label">{t(EQUIPMENT_TEXT.certificate)}</span>
          {certificateNumber}
        </span>
      )}
      {note !== null && <span className="dim">{note}</span>}
    </p>
  );
}

function CalibrateForm(props: { deviceId: string; onDone: () => void; onCancel: () => void }) {
  const { deviceId, onDone, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const state = useForm({
    schema: newCalibrationSchema,
    read: (data) => ({
      channel: textOf(data, 'channel'),
      calibratedAt: instantOf(data, 'calibratedAt', zone, now),
      validUntil: instantOf(data, 'validUntil', zone),
      offsetKelvin: numberOf(data, 'offsetKelvin') ?? 0,
      certificateNumber: textOf(data, 'certificateNumber'),
      note: textOf(data, 'note'),
    }),
    send: (body) => request<unknown>(`/devices/${encodeURIComponent(deviceId)}/calibrations`, body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['calibrations', deviceId] });
      onDone();
    },
    explain: {
      INVALID_REQUEST: { field: 'validUntil', words: EQUIPMENT_TEXT.calibrationRefused },
    },
  });
  const zoneHint = { zh: zoneName, en: zoneName };
  return (
    <Form
      state={state}
      label={`${t(EQUIPMENT_TEXT.calibrate)} ${deviceId}`}
      action={EQUIPMENT_TEXT.calibrate}
      onCancel={onCancel}
    >
      <div className="fields">
        <SelectField
          name="channel"
          label={EQUIPMENT_TEXT.channel}
          options={[
            { value: '', text: t(EQUIPMENT_TEXT.allChannels) },
            ...CHANNELS.map(({ name }) => ({ value: name, text: t(wordsOfChannel(name)) })),
          ]}
        />
        <TextField
          type="datetime-local"
          name="calibratedAt"
          label={EQUIPMENT_TEXT.calibratedAt}
          hint={zoneHint}
          defaultValue={toInputTime(now, zone)}
        />
        <TextField
          type="datetime-local"
          name="validUntil"
          label={EQUIPMENT_TEXT.validUntil}
          hint={zoneHint}
        />
        <NumberField
          name="offsetKelvin"
          label={EQUIPMENT_TEXT.offset}
          hint={EQUIPMENT_TEXT.offsetExplained}
          isOptional
        />
        <TextField name="certificateNumber" label={EQUIPMENT_TEXT.certificate} isOptional />
      </div>
      <LongTextField name="note" label={EQUIPMENT_TEXT.note} isOptional />
    </Form>
  );
}
