import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests start for real: a program, and the Debian package that has it. */
const PROGRAMS: [program: string, debianPackage: string][] = [
  ['/usr/sbin/slapd', 'slapd'],
  ['/usr/bin/ldapsearch', 'ldap-utils'],
  ['/usr/bin/chromium', 'chromium'],
  ['/usr/bin/setfacl', 'acl'],
  ['/usr/bin/tesseract', 'tesseract-ocr'],
  ['/usr/share/tesseract-ocr/5/tessdata/deu.traineddata', 'tesseract-ocr-deu'],
  ['/usr/bin/setpriv', 'util-linux'],
  ['/usr/bin/openssl', 'openssl'],
  ['/usr/sbin/smbd', 'samba'],
  ['/usr/bin/smbclient', 'smbclient'],
  ['/usr/bin/rpcclient', 'smbclient'],
  ['/usr/lib/x86_64-linux-gnu/libsmbclient.so.0', 'libsmbclient'],
  ['/usr/sbin/samba', 'samba-ad-dc'],
  ['/usr/share/samba/setup/provision.ldif', 'samba-ad-provision'],
  ['/usr/lib/x86_64-linux-gnu/samba/ldb/samba_dsdb.so', 'samba-dsdb-modules'],
  ['/usr/lib/x86_64-linux-gnu/samba/vfs/acl_xattr.so', 'samba-vfs-modules'],
  ['/usr/sbin/winbindd', 'winbind'],
  ['/usr/bin/ldbsearch', 'ldb-tools'],
  ['/usr/lib/python3/dist-packages/samba/__init__.py', 'python3-samba'],
];

if (process.getuid?.() !== 0) {
  process.stderr.write('The tests become other users and mount file systems: run them as root (in a container, for instance).\n');
  process.exit(1);
}

const missing = PROGRAMS.filter(([program]) => !existsSync(program)).map(([, debianPackage]) => debianPackage);
if (missing.length > 0) install(missing);

/** On Debian they are installed; elsewhere the run fails and names them. A missing service is never skipped. */
function install(packages: string[]): void {
  if (!existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`The tests need these Debian packages: ${packages.join(' ')}\nInstall them, and run the tests again.\n`);
    process.exit(1);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  process.stderr.write(`Installing ${packages.join(' ')} for the tests …\n`);
  execFileSync('apt-get', ['update', '-qq'], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
