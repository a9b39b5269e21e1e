/** The parts of the `ping` package that are used; its own types cover only the whole. */
declare module 'ping/lib/parser/factory.js' {
  interface PingParser {
    eat(line: string): void
    getResult(): { times: unknown[] }
  }
  const factory: { createParser(target: string, platform: string): PingParser }
  export default factory
}

declare module 'ping/lib/builder/factory.js' {
  interface PingBuilder {
    getCommandArguments(
      target: string,
      config: { numeric: boolean; timeout: number; min_reply: number; extra: string[] },
    ): string[]
    getSpawnOptions(): { env: Record<string, string | undefined> }
  }
  const factory: { createBuilder(platform: string): PingBuilder }
  export default factory
}
