import '../../styles/shared-lot.css';
import '../../styles/certificate.css';

/** The sheet with its own stylesheet: a chunk that is loaded when it is asked for. */
export { CertificatePage as default } from './CertificatePage.tsx';
