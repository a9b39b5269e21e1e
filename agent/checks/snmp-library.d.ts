/** What of net-snmp is used; it has no types of its own. */
declare module 'net-snmp' {
  export interface Varbind {
    oid: string
    type: number
    value: unknown
  }
  export interface Message {
    msgGlobalData?: { msgFlags: number }
  }
  export interface Request {
    responseCb(error: Error): void
  }
  export interface Session {
    get(oids: string[], done: (error: Error | null, varbinds: Varbind[]) => void): void
    getBulk(
      oids: string[],
      nonRepeaters: number,
      maxRepetitions: number,
      done: (error: Error | null, varbinds: Varbind[][]) => void,
    ): void
    on(event: 'error', listener: (error: Error) => void): void
    close(): void
    onSimpleGetResponse(request: Request, message: Message): void
  }
  export interface User {
    name: string
    level: number
    authProtocol?: string | undefined
    authKey?: string | undefined
    privProtocol?: string | undefined
    privKey?: string | undefined
  }
  export interface Library {
    createSession(target: string, community: string, options: object): Session
    createV3Session(target: string, user: User, options: object): Session
    Version2c: number
    SecurityLevel: { noAuthNoPriv: number; authNoPriv: number; authPriv: number }
    AuthProtocols: Record<string, string>
    PrivProtocols: Record<string, string>
    Authentication: { authToKeyCache: Record<string, unknown> }
  }
  const library: Library
  export default library
}
