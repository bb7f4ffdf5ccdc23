/** When a session happens: wall-clock time in a place, once or by a rule. */
export interface Schedule {
  /** First date, `YYYY-MM-DD`, in `timeZone`. Occurrences never come before it. */
  start: string;
  /** Wall-clock time of the beginning, `HH:MM`, 24 hours. `24:00` is midnight at the end of the day. */
  time: string;
  /** How long it lasts, in minutes. A session that runs past midnight ends the next day. */
  minutes: number;
  /** IANA name, such as `Europe/London`. The wall-clock time holds across daylight saving. */
  timeZone: string;
  /** RFC 5545 RRULE value without the `RRULE:` prefix. Absent: it happens once. */
  rule?: string;
  /** Dates, `YYYY-MM-DD`, on which it does not happen. */
  except?: string[];
  /** Dates, `YYYY-MM-DD`, on which it happens as well. */
  extra?: string[];
}

/** Where people meet in person. */
export interface Place {
  /** Name of the building. */
  name?: string;
  /** Street address in one line. */
  address?: string;
  /** Areas from general to specific, such as `['Scotland', 'Glasgow', 'Govan']`. */
  area: string[];
  /** WGS 84 degrees. 0 is a position like any other. */
  latitude?: number;
  longitude?: number;
  /** True when only the area is known or shown. */
  approximate: boolean;
  /** How to find the door, parking, buses. */
  notes?: string;
}

/** One regular meeting of a group. */
export interface Session {
  /** Unique within its group. */
  id: string;
  way: 'in-person' | 'online' | 'hybrid';
  /** Absent: by appointment. */
  schedule?: Schedule;
  place?: Place;
  online?: { url?: string; phone?: string; notes?: string };
  status: 'on' | 'paused' | 'full' | 'ended';
  /** `ask`: the exact place and the join link are given only after asking. Default `open`. */
  reveal?: 'open' | 'ask';
  notes?: string;
}

/** A peer-support group with all its sessions. Texts are plain text. */
export interface Group {
  /** Unique in its list. */
  id: string;
  name: string;
  about?: string;
  topics: string[];
  /** Who it is for, in the words of the group. Empty: anyone. */
  audience: string[];
  /** BCP 47 tags. */
  languages: string[];
  /** What makes it easier to come: step-free, hearing loop, captions. */
  access: string[];
  cost?: string;
  led?: 'peer' | 'professional' | 'both';
  /** What to do before the first visit. Absent: nothing is known. */
  joining?: string;
  /** The group's own page, http or https. */
  url?: string;
  /** The public contact of the group, never a private person's. */
  contact?: { url?: string; email?: string; phone?: string };
  sessions: Session[];
  /** When the entry last changed, ISO 8601 date or date-time. */
  updated?: string;
  /** When somebody last checked the entry, ISO 8601 date. */
  checked?: string;
  /** Where the entry comes from: a label or the address of the feed. */
  source?: string;
}

export type Way = Session['way'];
