import { useEffect, useId, useRef, useState } from 'react';
import type { MadeTokenView } from '@lenglian/console-contract';
import { API_PREFIX } from '@lenglian/console-contract/constants';
import type { Right } from '@lenglian/rights';
import { TOKEN_TEXT } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** Lists that need nothing but a right, for a first try. */
const FIRST_TRIES: ReadonlyArray<readonly [Right, string]> = [
  ['journeys.read', '/runs'],
  ['alerts.read', '/alerts'],
  ['devices.read', '/devices'],
  ['contacts.read', '/contacts'],
  ['quarantine.read', '/quarantine'],
  ['grants.manage', '/grants'],
  ['audit.read', '/audit'],
];

/** The secret, the only time that anybody sees it, and how it is used. */
export function MadeToken(props: { made: MadeTokenView; onDone: () => void }) {
  const { name, token, scopes } = props.made;
  const { t } = useWording();
  const secret = useRef<HTMLInputElement>(null);
  const id = useId();
  // The form that had the focus is gone: the keyboard goes on from here.
  useEffect(() => secret.current?.focus(), []);
  return (
    <section className="pane made-token" aria-label={name}>
      <label htmlFor={id}>
        {t(TOKEN_TEXT.secret)} <b>{name}</b>
      </label>
      <input
        ref={secret}
        id={id}
        aria-describedby={`${id}-once`}
        readOnly
        spellCheck={false}
        value={token}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p id={`${id}-once`}>{t(TOKEN_TEXT.onlyOnce)}</p>
      <CopyAndClose text={token} onDone={props.onDone} />
      <label htmlFor={`${id}-example`}>{t(TOKEN_TEXT.example)}</label>
      <textarea
        id={`${id}-example`}
        className="command"
        readOnly
        rows={2}
        spellCheck={false}
        value={exampleOf(scopes)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="hint">{t(TOKEN_TEXT.exampleExplained)}</p>
      <p>
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t(TOKEN_TEXT.documents)}
        </a>
      </p>
    </section>
  );
}

function CopyAndClose(props: { text: string; onDone: () => void }) {
  const { t } = useWording();
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  // Browsers have no clipboard for pages that came by plain http: the text can be marked by hand.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const copy = () =>
    void clipboard?.writeText(props.text).then(
      () => setCopied('copied'),
      () => setCopied('copyFailed'),
    );
  return (
    <>
      <div className="buttons">
        {clipboard && (
          <button type="button" className="primary" onClick={copy}>
            {t(TOKEN_TEXT.copy)}
          </button>
        )}
        <button type="button" onClick={props.onDone}>
          {t(TOKEN_TEXT.done)}
        </button>
      </div>
      <p role="status" className={copied === 'copyFailed' ? 'problem' : 'good'}>
        {copied !== null && t(TOKEN_TEXT[copied])}
      </p>
    </>
  );
}

/** One line for a shell. Not with the secret in it: shells keep what was typed. */
function exampleOf(scopes: readonly Right[]): string {
  const path = FIRST_TRIES.find(([right]) => scopes.includes(right))?.[1] ?? '/…';
  const url = new URL(API_PREFIX, window.location.href).href;
  return `curl -H "Authorization: Bearer $TOKEN" ${url}${path}`;
}
