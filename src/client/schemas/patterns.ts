/** Text without control characters (but with tabs and line ends) and without halves of characters, which some stores refuse. */
export const plain = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;
export const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;
export const languagePattern = /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i;
