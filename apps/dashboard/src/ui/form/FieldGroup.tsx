import type { ReactNode } from 'react';
import type { Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** Fields that belong together, under one heading. */
export function FieldGroup(props: { label: Words; children: ReactNode }) {
  const { t } = useWording();
  return (
    <fieldset className="group-of-fields">
      <legend>{t(props.label)}</legend>
      <div className="fields">{props.children}</div>
    </fieldset>
  );
}
