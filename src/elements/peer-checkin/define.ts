import { define } from '../../internal/define.ts';
import { PeerCheckin } from './peer-checkin.ts';

define('peer-checkin', PeerCheckin);
