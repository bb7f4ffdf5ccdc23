import { define } from '../../internal/define.ts';
import { CheckinHistory } from './checkin-history.ts';

define('checkin-history', CheckinHistory);
