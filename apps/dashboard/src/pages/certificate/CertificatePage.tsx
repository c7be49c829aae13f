import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { CERTIFICATE_TEXT, SHARED_LOT_TEXT } from '@lenglian/wording';
import { lotCertificateQuery, sharedCertificateQuery } from '../../api/certificates.ts';
import { ProblemError } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LanguageSwitch } from '../../shell/Settings.tsx';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { Certificate } from './Certificate.tsx';

/** The temperature record of a lot on one sheet: by the console, or by a link that others can verify. */
export function CertificatePage() {
  const { lotId = '', token } = useParams();
  const { t } = useWording();
  const isLink = token !== undefined;
  const sheet = useQuery(isLink ? sharedCertificateQuery(token) : lotCertificateQuery(lotId));
  const back = isLink ? `/c/${token}` : `/lots/${lotId}`;
  const title = t(CERTIFICATE_TEXT.title);
  const code = sheet.data?.lotCode;
  useEffect(() => {
    // The name that a browser gives to the printed file.
    document.title = code === undefined ? title : `${title} ${code}`;
  }, [title, code]);
  const isGone = sheet.error instanceof ProblemError && sheet.error.status === 404;
  return (
    <div className="certificate-page">
      <nav className="certificate-bar">
        <Link to={back}>{t(CERTIFICATE_TEXT.back)}</Link>
        <span className="buttons">
          {isLink && <LanguageSwitch />}
          <button type="button" className="primary" onClick={() => window.print()}>
            {t(CERTIFICATE_TEXT.print)}
          </button>
        </span>
      </nav>
      {sheet.data !== undefined && !isGone ? (
        <Certificate
          sheet={sheet.data}
          address={isLink ? new URL(back, window.location.href).href : null}
        />
      ) : isGone ? (
        <Notice title={t(SHARED_LOT_TEXT.notOpen)} isUrgent>
          <p>{t(SHARED_LOT_TEXT.notOpenWhy)}</p>
        </Notice>
      ) : sheet.isError ? (
        <Failed error={sheet.error} onRetry={() => void sheet.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}
