import type { ReactNode } from 'react';
import type { Words } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';

/** One line of a `dl.facts`: what it is, and what is known of it. */
export function Fact(props: { name: Words; hint?: Words; children: ReactNode }) {
  const { t } = useWording();
  return (
    <div>
      <dt>
        {t(props.name)} {props.hint !== undefined && <small>{t(props.hint)}</small>}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}
