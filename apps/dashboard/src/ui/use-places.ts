import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { placesQuery } from '../api/network-queries.ts';
import { nameIn, useWording } from '../preferences/preferences-context.ts';

interface Places {
  /** The name of a place in the person's language; its code while or where it is not known. */
  readonly nameOf: (code: string) => string;
  /** All of them by name. */
  readonly all: ReadonlyArray<{ readonly code: string; readonly name: string }>;
}

/** Places are data: records name them by code, people by name. */
export function usePlaces(): Places {
  const { language } = useWording();
  const places = useQuery(placesQuery).data;
  return useMemo(() => {
    const names = new Map(
      places?.map(({ code, nameZh, nameEn }) => [code, nameIn(language, nameZh, nameEn)]),
    );
    const all = [...names].map(([code, name]) => ({ code, name }));
    all.sort((a, b) => a.name.localeCompare(b.name, language));
    return { nameOf: (code) => names.get(code) ?? code, all };
  }, [places, language]);
}
