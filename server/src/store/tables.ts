/* The tables as the query builder knows them. What each column is for is said in `fields.ts`. */

export interface RowTable {
  n: number;
  space: string;
  collection: string;
  id: string;
  rev: string;
  key: number;
  reader: string;
  owner: string | null;
  edition: number;
  body: string;
}

export interface TermTable {
  row: number;
  space: string;
  collection: string;
  name: string;
  value: string;
}

export interface VocabularyTable {
  space: string;
  collection: string;
  word: string;
  reader: string;
  uses: number;
}

export interface GroupNameTable {
  row: number;
  space: string;
  id: string;
  name: string;
  since: number;
}

export interface SessionTable {
  n: number;
  row: number;
  space: string;
  id: string;
  way: string;
  status: string;
  latitude: number | null;
  longitude: number | null;
  rhythm: string | null;
  schedule: string | null;
  next: number | null;
  until: number | null;
  computed: number | null;
}

export interface AreaTable {
  session: number;
  row: number;
  space: string;
  value: string;
}

export interface MarkerTable {
  space: string;
  intent: string;
  act: string;
  collection: string;
  id: string;
  body: string;
  answer: string | null;
  at: number;
  gone: number;
}

export interface EventTable {
  space: string;
  number: number;
  collection: string;
  id: string;
  reader: string;
  expires: number;
}

export interface SequenceTable {
  space: string;
  arrival: number;
  event: number;
  forgotten: number;
  changed: number;
  named: number;
}

export interface TokenTable {
  hash: string;
  space: string;
  role: string;
  owner: string;
  groups: string;
  expires: number;
}

export interface ChallengeTable {
  challenge: string;
  expires: number;
}

export interface CountTable {
  key: string;
  slice: number;
  uses: number;
  expires: number;
}

export interface SecretTable {
  name: string;
  value: string;
  expires: number | null;
}

export interface MetaTable {
  name: string;
  value: string;
}

export interface Tables {
  rows: RowTable;
  terms: TermTable;
  vocabulary: VocabularyTable;
  group_names: GroupNameTable;
  sessions: SessionTable;
  areas: AreaTable;
  markers: MarkerTable;
  events: EventTable;
  sequences: SequenceTable;
  tokens: TokenTable;
  challenges: ChallengeTable;
  counts: CountTable;
  secrets: SecretTable;
  meta: MetaTable;
}
