import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { MadeTokenView } from '@lenglian/console-contract';
import { TOKEN_TEXT } from '@lenglian/wording';
import { tokensQuery } from '../../api/token-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { MadeToken } from './MadeToken.tsx';
import { MakeToken } from './MakeToken.tsx';
import { TokenLine } from './TokenLine.tsx';

/** One's own tokens, for programs: makes them, lists them and ends them. */
export default function TokensPage() {
  const { t } = useWording();
  const tokens = useQuery(tokensQuery);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeTokenView | null>(null);
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(TOKEN_TEXT.title)}</h1>
        <OpenButton
          isOpen={isMaking || made !== null}
          className="primary at-end"
          onOpen={() => setMaking(true)}
        >
          {t(TOKEN_TEXT.make)}
        </OpenButton>
      </header>
      {isMaking && (
        <section className="pane" aria-label={t(TOKEN_TEXT.make)}>
          <h2>{t(TOKEN_TEXT.make)}</h2>
          <MakeToken
            onMade={(token) => {
              setMade(token);
              setMaking(false);
            }}
            onCancel={() => setMaking(false)}
          />
        </section>
      )}
      {made !== null && <MadeToken made={made} onDone={() => setMade(null)} />}
      <section className="pane" aria-label={t(TOKEN_TEXT.title)}>
        <p className="hint">{t(TOKEN_TEXT.explained)}</p>
        {tokens.isPending && <Loading />}
        {tokens.isError && <Failed error={tokens.error} onRetry={() => void tokens.refetch()} />}
        {tokens.data?.length === 0 && <p className="dim">{t(TOKEN_TEXT.none)}</p>}
        <ul className="lines">
          {tokens.data?.toReversed().map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </ul>
      </section>
    </div>
  );
}
