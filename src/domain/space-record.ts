import { checkinAudiencesOf } from './checkin-share.ts';
import { audiencesOf, closedBecause, type Space, type SpaceSettings, takesHolds, takesReplies } from './space.ts';

/** The public side of a space. `reading`: whether somebody of the staff is at their desk. */
export function spaceRecord(id: string, settings: SpaceSettings, reading = false): Space {
  const { moderators: _, safeguarding: __, plan: ___, duty: ____, reasons: _____, translations, checkins, ...shown } = settings;
  const closed = closedBecause(settings);
  const spoken = translations?.map(({ reasons: _, ...words }) => words);
  return { ...shown, ...(spoken && { translations: spoken }), id, open: !closed.length, closed, audiences: audiencesOf(settings), replies: takesReplies(settings), holds: takesHolds(settings), ...(checkins && { checkins: { ...checkins, audiences: checkinAudiencesOf(settings, !closed.length) } }), reading };
}
