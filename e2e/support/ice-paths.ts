/** A page of either browser's driver. */
interface PageOf {
  readonly page: { evaluate<Answer>(ask: () => Promise<Answer>): Promise<Answer> };
}

/** How one connection reaches the other side. */
interface IcePath {
  /** The kinds of the candidates in use, own and other, as `relay/host`. */
  readonly kinds: string;
  /** How the own relay is reached, and which it is; null where none is used. */
  readonly relayProtocol: string | null;
  readonly relayUrl: string | null;
}

/** The path in use of every connection that is up. */
export function pathsOf({ page }: PageOf): Promise<IcePath[]> {
  return page.evaluate(async () => {
    const paths: IcePath[] = [];
    for (const connection of window.peerConnections) {
      if (connection.connectionState !== 'connected') continue;
      const reports = await connection.getStats();
      for (const { type, selectedCandidatePairId } of reports.values()) {
        const pair = type === 'transport' ? reports.get(selectedCandidatePairId) : undefined;
        if (!pair) continue;
        const [own, other] = [pair.localCandidateId, pair.remoteCandidateId].map((id) =>
          reports.get(id),
        );
        paths.push({
          kinds: `${own?.candidateType}/${other?.candidateType}`,
          relayProtocol: own?.relayProtocol ?? null,
          relayUrl: own?.url ?? null,
        });
      }
    }
    return paths;
  });
}
