import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { NETWORK_TEXT } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** The two halves of the network under one name. */
export function NetworkHeading(props: { title: string; children?: ReactNode }) {
  const { t } = useWording();
  return (
    <header className="page-heading">
      <h1>{props.title}</h1>
      <nav className="tabs" aria-label={t(NETWORK_TEXT.title)}>
        <NavLink to="/places">{t(NETWORK_TEXT.places)}</NavLink>
        <NavLink to="/services">{t(NETWORK_TEXT.services)}</NavLink>
      </nav>
      {props.children}
    </header>
  );
}
