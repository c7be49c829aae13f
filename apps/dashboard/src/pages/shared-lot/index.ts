import '../../styles/shared-lot.css';

/** The consignee's page with its own stylesheet: a chunk that nobody else loads. */
export { SharedLotPage as default } from './SharedLotPage.tsx';
