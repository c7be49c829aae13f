import '../../styles/network.css';

/** The pages of the network come together, with their looks. */
export { default as PlacesPage } from './PlacesPage.tsx';
export { default as PlacePage } from './PlacePage.tsx';
export { default as ServicesPage } from './ServicesPage.tsx';
export { default as ServicePage } from './ServicePage.tsx';
