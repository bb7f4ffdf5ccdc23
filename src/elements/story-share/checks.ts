/** What is looked for in what people write; it comes while they write. */
export { noticeDistressIn } from '../../domain/distress/load.ts';
export { findReceipt } from '../../domain/receipt.ts';
