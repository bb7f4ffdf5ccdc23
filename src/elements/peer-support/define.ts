import { define } from '../../internal/define.ts';
import { PeerSupport } from './peer-support.ts';

define('peer-support', PeerSupport);
