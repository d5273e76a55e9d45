/** A browser without a window: keeps cookies by host (not by port, as browsers do) and follows nothing by itself. */
export interface WebVisitor {
  /** By `host name` of the cookie; may be changed by a test. */
  cookies: Map<string, string>;
  visit(url: string, init?: RequestInit): Promise<Response>;
}

export function createWebVisitor(): WebVisitor {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async visit(url, init = {}) {
      const { hostname } = new URL(url);
      const own = [...cookies].flatMap(([key, value]) =>
        key.startsWith(`${hostname} `) ? [`${key.slice(hostname.length + 1)}=${value}`] : [],
      );
      const headers = new Headers(init.headers);
      if (own.length > 0) headers.set('cookie', own.join('; '));
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
        if (/max-age=0/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(`${hostname} ${name}`);
        else cookies.set(`${hostname} ${name}`, value);
      }
      return response;
    },
  };
}
