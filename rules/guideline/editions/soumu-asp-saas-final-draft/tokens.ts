/** The tokens that values of kind `one_of` and `all_of` are made of, with the guideline's words for each. */
export const TOKENS = {
  /** III.2.1.3.c */
  'hot-standby': { ja: 'ホットスタンバイ', en: 'hot standby' },
  'cold-standby': { ja: 'コールドスタンバイ', en: 'cold standby' },
  /** III.3.1.3 */
  certificate: { ja: 'デジタル証明書による認証', en: 'digital certificate' },
  biometrics: { ja: '生体認証', en: 'biometrics' },
  'ic-card': { ja: 'ICカード', en: 'IC card' },
  password: { ja: 'ID・パスワード', en: 'ID and password' },
  /** III.3.2.2 */
  'ip-encryption': { ja: 'IP暗号通信', en: 'IP encryption (IPsec VPN etc.)' },
  'http-encryption': { ja: 'HTTP暗号通信', en: 'HTTP encryption (TLS etc.)' },
  /** III.5.1.1 */
  'time-stamp': { ja: '時刻認証', en: 'time-stamping' },
  signature: { ja: '署名', en: 'signature' },
  'print-management': { ja: '印刷データ電子化・管理', en: 'digitising and management of printed data' },
} as const
