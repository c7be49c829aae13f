import { Link } from 'react-router';
import { SHELL_TEXT } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';
import { Notice } from '../ui/Notice.tsx';

export function NotFoundPage() {
  const { t } = useWording();
  return (
    <Notice title={t(SHELL_TEXT.notFound)}>
      <Link to="/">{t(SHELL_TEXT.backToOverview)}</Link>
    </Notice>
  );
}
