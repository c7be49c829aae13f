import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { UnitView } from '@lenglian/console-contract';
import type { UnitKind } from '@lenglian/placements';
import { hasParts } from '@lenglian/planning';
import { EQUIPMENT_TEXT } from '@lenglian/wording';
import { unitsQuery } from '../../api/equipment-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';

/** The whole of a compartment and its other parts, each a step away; nothing for a unit of one piece. */
export default function Parts(props: { unit: UnitView }) {
  const { unit } = props;
  const { t } = useWording();
  const mayHaveParts = unit.wholeUnitId !== null || hasParts(unit.kind as UnitKind);
  const around = useQuery({ ...unitsQuery, enabled: mayHaveParts }).data ?? [];
  const wholeId = unit.wholeUnitId ?? unit.id;
  const family = around
    .filter(({ id, wholeUnitId }) => id === wholeId || wholeUnitId === wholeId)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  if (family.length < 2) return null;
  return (
    <nav className="parts" aria-label={t(EQUIPMENT_TEXT.parts)}>
      {family.map(({ id, code, wholeUnitId }) => (
        <Link key={id} to={`/units/${id}`} aria-current={id === unit.id ? 'page' : undefined}>
          {wholeUnitId === null
            ? `${t(EQUIPMENT_TEXT.whole)} ${code}`
            : `${t(EQUIPMENT_TEXT.part)} ${code.slice(code.indexOf('/') + 1)}`}
        </Link>
      ))}
    </nav>
  );
}
