import type { Companion, Greeter } from '../../domain/checkin-share.ts';
import { fewestPeople } from '../../domain/nameless-view.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { CheckinHost, Place } from './host.ts';
import { apart, listed } from './told.ts';

/** Whom a check-in is for, as far as words about it need. */
export interface Readers {
  audience: 'me' | 'people' | 'group';
  group?: string | undefined;
  people?: readonly string[] | undefined;
}

/** Reads the names of groups that are not known yet. */
export async function nameGroups({ client, place }: Pick<CheckinHost, 'client' | 'place'>, ids: readonly string[]): Promise<void> {
  if (!client.can.collections.groups?.get) return;
  for (const id of new Set(ids)) {
    if (place.groups?.[id]) continue;
    const found = await client.groups.get(id).catch(() => null);
    if (found) place.groups = { ...place.groups, [id]: found.name };
  }
}

const nameOfGroup = ({ groups }: Place, group: string | undefined): string => (group !== undefined && groups?.[group] ? apart(groups[group]) : msg('your group'));

/** The other side of a companion, as the caller knows them. */
export const nameOfCompanion = ({ name }: Companion): string => apart(name ?? msg('somebody'));

export const chosen = (companions: readonly Companion[] = [], people: readonly string[] = []): Companion[] => companions.filter(({ id, state }) => state === 'joined' && people.includes(id));

/** Who sees it, by name: all of them, and nobody else. */
export function whoSees({ place, words, client }: Pick<CheckinHost, 'place' | 'words' | 'client'>, { audience, group, people }: Readers): string {
  if (audience === 'me') return onlyMe(client);
  if (audience === 'people') {
    const names = chosen(place.companions, people).map(nameOfCompanion);
    return names.length ? fill(msg('{names} can see it, and nobody else.'), { names: listed(names, words.locale) }) : msg('Nobody is chosen yet.');
  }
  const name = nameOfGroup(place, group);
  const checkins = place.space?.checkins;
  if (checkins?.names) return fill(msg('It is seen by the members of {group} who are in it now, and by those who facilitate it. If somebody reports it, the team that looks after this place reads it too.'), { group: name });
  const times = new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(checkins?.releases?.times.map((time) => timeName(time, words.locale)) ?? []);
  return `${fill(msg('In {group} nobody sees this check-in, and no name. Only words that you choose from the lists here are shown, among those of others: at {times} ({zone}), when at least {least} of the group have chosen some.'), { group: name, least: checkins?.least ?? fewestPeople, times, zone: checkins?.releases?.timeZone ?? '' })} ${msg('Words of your own are not shown to the group.')}`;
}

/** Where it is kept, with everything that this means. */
export function onlyMe({ can: { reach, service } }: CheckinHost['client']): string {
  if (reach === 'page') return msg('Only you can see it. It stays in this page, and is gone when you close it.');
  if (reach === 'device') return msg('Only you can see it. It is kept in this browser, on this device; whoever uses this browser could find it.');
  return service ? fill(msg('It is shown to nobody but you. It is kept in your account with {service}; whoever runs that could look into it.'), { service: apart(service) }) : msg('It is shown to nobody but you. It is kept in your account with this site; whoever runs it could look into it.');
}

/** `HH:MM` as the clocks of a language show it. */
const timeName = (time: string, locale: string) => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(Date.parse(`1970-01-01T${time}Z`));

/** After how long who of the group is told, if nobody answers. */
export function whoGreets({ place, words, said }: CheckinHost, greeters: readonly Greeter[]): string {
  const minutes = place.space?.checkins?.greetAfterMinutes;
  if (said.help === 'nothing') return msg('You want nothing just now, so nobody is told if it stays unanswered.');
  if (!greeters.length || minutes === undefined) return msg('If nobody answers, nobody else is told of it.');
  const [value, unit] = minutes % 60 ? [minutes, 'minute'] : [minutes / 60, 'hour'];
  const time = new Intl.NumberFormat(words.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value as number);
  return fill(msg('If nobody has answered after {time}, it is shown once more to {names}. They look after those whom nobody answered, and not in hours in which they want quiet.'), { time, names: listed(greeters.map(({ name }) => apart(name)), words.locale) });
}

/** Nobody waits at night for somebody who is not there. */
export const nobodyOnDuty = (): string => msg('Nobody of the team reads along, and nobody is on duty for this. If you need somebody now, a help line answers.');
