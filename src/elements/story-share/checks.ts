import { css } from '../../internal/css.ts';

/** What is looked for in what people write; it comes while they write. */
export { noticeDistress } from '../../domain/distress.ts';
export { findReceipt } from '../../domain/receipt.ts';

export const styles = css``;
