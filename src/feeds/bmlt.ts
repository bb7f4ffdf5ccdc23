import { isRow, joined, textOf, type Importer, type Row } from './importer.ts';
import { tagOf } from './odd.ts';
import { flatReader } from './rows.ts';

/** Formats by their world id, as types of the Meeting Guide format: the letters differ from server to server. */
const types: Record<string, string> = { OPEN: 'O', CLOSED: 'C', WCHR: 'X', M: 'M', W: 'W', BEG: 'BE', GL: 'LGBTQ', Y: 'Y', TC: 'TC' };
/** How people meet is a format too: HY in both ways, VM online, TC the place is closed for now. */
const venues = ['', 'in-person', 'online', 'hybrid'];

/** What the formats of a meeting say, in the fields of a flat row. */
interface Formats {
  types: string[];
  languages: string[];
  keys: Set<string>;
}

/** A field that a server wrote with its label before it: `Bus Lines#@-@#12, 14`. */
const unlabelled = (value: unknown) => textOf(value).replace(/^.*#@-@#/, '');

/** JSON of a BMLT server's search (`GetSearchResults`): an array of meetings, or `{ meetings, formats }`. */
export const importer: Importer = {
  format: 'bmlt',
  open(source, options, note) {
    const { meetings, formats } = isRow(source) ? source : { meetings: source, formats: [] };
    if (!Array.isArray(meetings)) return note('not-a-list', undefined, {}, true);
    const known = formatsOf(formats);
    const { read, peek } = flatReader(options, note, true);
    const flat = (row: Row) => flatRow(row, readFormats(row, known));
    return { rows: meetings, peek: (row: Row) => peek(flat(row)), read: (row: Row) => (textOf(row.published) === '0' ? undefined : read(flat(row))) };
  },
};

/** Formats by server, id and language. */
function formatsOf(formats: unknown): Map<string, Row> {
  const known = new Map<string, Row>();
  for (const format of Array.isArray(formats) ? formats.filter(isRow) : []) {
    for (const language of ['', textOf(format.lang)]) known.set([format.root_server_uri, format.id, language].join('|'), format);
  }
  return known;
}

function readFormats({ format_shared_id_list, formats, root_server_uri, lang_enum }: Row, known: Map<string, Row>): Formats {
  const found: Formats = { types: [], languages: [], keys: new Set() };
  const of = (id: string, language: unknown) => known.get([root_server_uri, id.trim(), language].join('|'));
  const list = textOf(format_shared_id_list)
    .split(',')
    .map((id) => of(id, lang_enum) ?? of(id, '') ?? {});
  for (const key of textOf(formats).split(',')) if (/^(TC|HY|VM)$/.test(key)) found.keys.add(key);
  for (const { key_string, name_string, world_id, format_type_enum } of list) {
    const key = textOf(key_string);
    const name = textOf(name_string);
    const world = textOf(world_id);
    if (/^(TC|HY|VM)$/.test(key) || /^(TC|HYBR|VM)$/.test(world)) found.keys.add(world === 'HYBR' ? 'HY' : world || key);
    else if (world === 'LANG' || /^LANG/.test(textOf(format_type_enum))) found.languages.push(tagOf(name) ?? key.toLowerCase());
    else if (name) found.types.push(types[world] ?? name);
  }
  return found;
}

function flatRow(row: Row, { types, languages, keys }: Formats): Row {
  const link = textOf(row.virtual_meeting_link) || textOf(row.phone_meeting_number);
  const closed = keys.has('TC');
  const venue = venues[textOf(row.venue_type) as never] || (keys.has('HY') ? 'hybrid' : keys.has('VM') ? 'online' : '');
  const somewhere = +textOf(row.latitude) || +textOf(row.longitude);
  // From specific to general, so that of two of one name (the county and the part of the city) the narrower stays.
  const areas = [row.location_neighborhood, row.location_city_subsection, row.location_municipality, row.location_sub_province, row.location_province];
  return {
    slug: row.id_bigint,
    name: row.meeting_name,
    group_id: row.shared_group_id_bigint,
    // 1 is Sunday.
    day: textOf(row.weekday_tinyint) && `${+textOf(row.weekday_tinyint) - 1}`,
    time: row.start_time,
    minutes: row.duration_time,
    timezone: row.time_zone,
    attendance_option: closed && link ? 'online' : venue,
    types: closed ? [...types, 'TC'] : types,
    languages,
    location: row.location_text,
    location_notes: joined([textOf(row.location_info), unlabelled(row.bus_lines), unlabelled(row.train_lines)], '\n'),
    address: row.location_street,
    city: row.location_municipality,
    state: row.location_province,
    postal_code: row.location_postal_code_1,
    regions: [...new Set(areas.map(textOf).filter(Boolean))].reverse(),
    latitude: somewhere ? row.latitude : '',
    longitude: somewhere ? row.longitude : '',
    conference_url: row.virtual_meeting_link,
    conference_url_notes: row.virtual_meeting_additional_info,
    conference_phone: row.phone_meeting_number,
    notes: unlabelled(row.comments),
  };
}
