import { useQueryClient } from '@tanstack/react-query';
import {
  newPlaceSchema,
  PLACE_ROLES,
  placeViewSchema,
  STOP_ACTIONS,
  type PlaceView,
} from '@lenglian/seed-files';
import { FORM_TEXT, NETWORK_TEXT, PLACE_TEXT } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { CheckGroup } from '../../ui/form/CheckGroup.tsx';
import { NumberField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PLACE_ROLES_IN_WORDS, STOP_ACTIONS_IN_WORDS } from './network-words.ts';
import { ProvenanceFields } from './ProvenanceFields.tsx';
import { NOTHING, readPlace } from './read-place.ts';

/** Adds a place, or changes one by the revision that is shown; its code stays. */
export function PlaceForm(props: {
  place?: PlaceView;
  onDone: (place: PlaceView) => void;
  onCancel: () => void;
}) {
  const { place, onDone, onCancel } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const loadAnew = () => void client.invalidateQueries({ queryKey: ['places'] });
  const state = useForm({
    schema: newPlaceSchema,
    read: (data) => readPlace(data, place),
    send: async (body) =>
      placeViewSchema.parse(
        place === undefined
          ? await request<unknown>('/places', body)
          : await request<unknown>(
              `/places/${encodeURIComponent(place.id)}`,
              body,
              'PUT',
              place.revision,
            ),
      ),
    onDone: (saved) => {
      loadAnew();
      onDone(saved);
    },
    onStale: loadAnew,
    explain: { CONFLICT: { field: 'code', words: PLACE_TEXT.taken } },
  });
  const label = place === undefined ? PLACE_TEXT.add : PLACE_TEXT.change;
  return (
    <Form
      state={state}
      label={t(label)}
      action={place === undefined ? PLACE_TEXT.add : FORM_TEXT.save}
      onCancel={onCancel}
    >
      <div className="fields">
        {place === undefined && (
          <TextField
            name="code"
            label={NETWORK_TEXT.code}
            hint={NETWORK_TEXT.codeExplained}
            autoCapitalize="characters"
          />
        )}
        <TextField name="nameZh" label={NETWORK_TEXT.nameZh} defaultValue={place?.nameZh} />
        <TextField name="nameEn" label={NETWORK_TEXT.nameEn} defaultValue={place?.nameEn} />
      </div>
      <CheckGroup
        name="roles"
        label={PLACE_TEXT.role}
        chosen={place?.roles ?? []}
        options={PLACE_ROLES.map((value) => ({ value, text: t(PLACE_ROLES_IN_WORDS[value]) }))}
      />
      <FigureFields place={place} />
      <CheckGroup
        name="stopActions"
        label={PLACE_TEXT.actions}
        chosen={actionsOf(place)}
        options={[
          ...STOP_ACTIONS.map((value) => ({ value, text: t(STOP_ACTIONS_IN_WORDS[value]) })),
          { value: NOTHING, text: t(PLACE_TEXT.actionsNone) },
        ]}
      />
      <ProvenanceFields before={place} />
    </Form>
  );
}

function actionsOf(place: PlaceView | undefined): readonly string[] {
  const codes = place?.stopActions?.codes;
  return codes === undefined ? [] : codes.length === 0 ? [NOTHING] : codes;
}

function FigureFields(props: { place: PlaceView | undefined }) {
  const { place } = props;
  return (
    <div className="fields">
      <NumberField
        name="latitudeDegrees"
        label={PLACE_TEXT.latitude}
        hint={PLACE_TEXT.degrees}
        defaultValue={place?.latitudeDegrees ?? ''}
      />
      <NumberField
        name="longitudeDegrees"
        label={PLACE_TEXT.longitude}
        hint={PLACE_TEXT.degrees}
        defaultValue={place?.longitudeDegrees ?? ''}
      />
      <NumberField
        name="accuracyKilometres"
        label={PLACE_TEXT.accuracy}
        hint={PLACE_TEXT.kilometres}
        defaultValue={place?.accuracyKilometres ?? ''}
      />
      <NumberField
        name="geofenceRadiusKilometres.value"
        label={PLACE_TEXT.geofence}
        hint={PLACE_TEXT.geofenceExplained}
        isOptional
        defaultValue={place?.geofenceRadiusKilometres?.value ?? ''}
      />
      <NumberField
        name="offPowerMinutes.value"
        label={PLACE_TEXT.offPower}
        hint={PLACE_TEXT.offPowerExplained}
        isOptional
        defaultValue={place?.offPowerMinutes?.value ?? ''}
      />
      <NumberField
        name="cluster"
        label={PLACE_TEXT.cluster}
        hint={PLACE_TEXT.clusterExplained}
        isOptional
        defaultValue={place?.cluster ?? ''}
      />
      <TextField
        name="gln"
        label={PLACE_TEXT.gln}
        inputMode="numeric"
        isOptional
        defaultValue={place?.gln}
      />
      <TextField
        name="unLocode"
        label={PLACE_TEXT.unLocode}
        isOptional
        defaultValue={place?.unLocode}
      />
      <TextField
        name="iataCode"
        label={PLACE_TEXT.iata}
        isOptional
        defaultValue={place?.iataCode}
      />
    </div>
  );
}
