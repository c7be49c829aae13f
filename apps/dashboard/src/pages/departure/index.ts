import '../../styles/departure.css';

/** The board with its own stylesheet: a chunk that is loaded when it is asked for. */
export { DeparturePage as default } from './DeparturePage.tsx';
