interface PolicyFactory {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Lets scripts and workers be loaded from our own origin and from nowhere else, where the browser enforces Trusted Types:
 * everything that a page could turn into code is refused unless a policy says otherwise. Markup has Angular's own policy.
 * Source: W3C Trusted Types, The default policy.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}
