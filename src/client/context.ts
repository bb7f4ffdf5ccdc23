import { createContext } from '@lit/context';
import type { PeerClient } from './client.ts';

/** Under this key `<peer-support>` hands its client down; every copy of the library that speaks version 1 finds it. */
export const clientContext = createContext<PeerClient>(Symbol.for('peer-support-elements/1/client'));
