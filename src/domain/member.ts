/** A way in for one person, used once. The staff hands out its secret; the backend knows a hash of it. */
export interface Invite {
  id: string;
  /** Id of the group that it leads to. Absent: the space. */
  group?: string;
  /** Last day on which it works, `YYYY-MM-DD`. */
  expires: string;
  redeemed: boolean;
}

export interface InviteDraft {
  group?: string;
  expires: string;
  /** SHA-256 of the invitation's credential, base64url. */
  secret: string;
}

/** Somebody who redeemed an invitation. Nothing is known of them but this. */
export interface Membership {
  id: string;
  group?: string;
  /** It is the caller's own. With the id of the group itself it comes from the host's sign-in, and ends there. */
  mine?: 'yes';
  /** Own: the caller facilitates the group. */
  facilitates?: 'yes';
}

export interface MembershipDraft {
  /** SHA-256 of the credential by which the member comes back, base64url. */
  secret: string;
}
