import type { ReactNode } from 'react';
import type { Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** A part of the sheet under its heading. */
export function Part(props: { title: Words; children: ReactNode }) {
  const { t } = useWording();
  return (
    <section aria-label={t(props.title)}>
      <h2>{t(props.title)}</h2>
      {props.children}
    </section>
  );
}
