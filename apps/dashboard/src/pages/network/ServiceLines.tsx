import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ServiceView } from '@lenglian/seed-files';
import { LEG_MODE_WORDS, seasonOf, SERVICE_TEXT } from '@lenglian/wording';
import { profilesQuery } from '../../api/whole-network-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';

/** Services, one a line: name, goods, season and how they are carried. */
export function ServiceLines(props: { services: readonly ServiceView[] }) {
  const { t, language } = useWording();
  const nameOf = useNameOfGoods();
  return (
    <ul className="lines">
      {props.services.map((service) => (
        <li key={service.id} className="line line-service">
          <Link to={`/services/${service.id}`}>
            {nameIn(language, service.nameZh, service.nameEn)}
          </Link>
          <span>
            <ModeTags service={service} />
          </span>
          <span>{(service.commodityCodes ?? []).map(nameOf).join(listMark(language))}</span>
          <span className="line-number">
            {service.season !== undefined && (
              <>
                <span className="label">{t(SERVICE_TEXT.season)}</span>
                {t(seasonOf(service.season.from, service.season.until))}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Each mode once, in the order in which its legs come. */
export function ModeTags(props: { service: ServiceView }) {
  const { t } = useWording();
  const legs = (props.service.ways ?? []).flatMap((way) => way.legs);
  return (
    <span className="tags">
      {[...new Set(legs.map(({ mode }) => mode))].map((mode) => (
        <span key={mode} className="tag">
          {t(LEG_MODE_WORDS[mode])}
        </span>
      ))}
    </span>
  );
}

export function listMark(language: 'zh' | 'en'): string {
  return language === 'zh' ? '、' : ', ';
}

/** The name of goods by their code; the code while or where it is not known. */
export function useNameOfGoods(): (code: string) => string {
  const { language } = useWording();
  const profiles = useQuery(profilesQuery).data ?? [];
  const names = new Map(
    profiles.map(({ code, nameZh, nameEn }) => [code, nameIn(language, nameZh, nameEn)]),
  );
  return (code) => names.get(code) ?? code;
}
