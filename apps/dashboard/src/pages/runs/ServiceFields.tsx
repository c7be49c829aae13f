import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { NamedService } from '@lenglian/console-contract';
import { LEG_MODE_WORDS, RUN_TEXT } from '@lenglian/wording';
import { servicesQuery } from '../../api/network-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { SelectField } from '../../ui/form/Field.tsx';
import { usePlaces } from '../../ui/use-places.ts';

/** The service of a run and the way it goes, by their names. */
export function ServiceFields(props: { service: string; way: string }) {
  const { t, language } = useWording();
  const [chosen, setChosen] = useState(props.service);
  const services = useQuery(servicesQuery).data ?? [];
  const ways = services.find(({ code }) => code === chosen)?.ways ?? [];
  const nameOfWay = useNameOfWay();
  const known = services.map(({ code, nameZh, nameEn }) => ({
    value: code,
    text: nameIn(language, nameZh, nameEn),
  }));
  return (
    <>
      <SelectField
        // What a file says is chosen once the services are known.
        key={`service ${known.length}`}
        name="serviceCode"
        label={RUN_TEXT.service}
        defaultValue={chosen}
        onChange={setChosen}
        options={withGiven(props.service, [
          { value: '', text: t(RUN_TEXT.chooseService) },
          ...known,
        ])}
      />
      <SelectField
        key={`way ${chosen} ${ways.length}`}
        name="wayCode"
        label={RUN_TEXT.way}
        isOptional
        defaultValue={chosen === props.service ? props.way : ''}
        options={withGiven(chosen === props.service ? props.way : '', [
          { value: '', text: t(RUN_TEXT.usualWay) },
          ...ways.map((way) => ({ value: way.code, text: nameOfWay(way) })),
        ])}
      />
    </>
  );
}

/** A file may name what we do not know: it is shown as it is, and the check will say so. */
function withGiven(given: string, options: Array<{ value: string; text: string }>) {
  const isKnown = options.some(({ value }) => value === given);
  return isKnown ? options : [...options, { value: given, text: given }];
}

/** "伽师 → 喀什 → 渭城（公路、铁路）" */
function useNameOfWay(): (way: NamedService['ways'][number]) => string {
  const { t, language } = useWording();
  const { nameOf } = usePlaces();
  const [open, between, close] = language === 'zh' ? ['（', '、', '）'] : [' (', ', ', ')'];
  return ({ legs }) => {
    const stops = [legs[0]?.fromPlaceCode ?? '', ...legs.map(({ toPlaceCode }) => toPlaceCode)];
    const modes = new Set(legs.map(({ mode }) => t(LEG_MODE_WORDS[mode])));
    return `${stops.map(nameOf).join(' → ')}${open}${[...modes].join(between)}${close}`;
  };
}
