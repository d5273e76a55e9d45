import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSourceContract } from '../../contracts/source-contract.ts';
import { startSmbd } from '../../support/smbd.ts';
import { ENGINES, smbSourceOf } from './smb-fixture.ts';

for (const engine of ENGINES)
  describeSourceContract(`smb, by ${engine},`, async () => {
    const smbd = await startSmbd({ users: {}, shares: { docs: {} } });
    await smbd.create('docs', ['Minutes/', 'Policies/', 'Minutes/march.md', 'Policies/expenses.txt', 'Policies/~$expenses.docx']);
    return {
      source: smbSourceOf(smbd, { engine }),
      unreachable: smbSourceOf(smbd, { engine, url: `smb://${smbd.host}/nowhere` }),
      absentId: 'Minutes/april.md',
      async change() {
        appendFileSync(join(smbd.folderOf('docs'), 'Minutes/march.md'), 'One more decision.\n');
        return 'Minutes/march.md';
      },
      close: () => smbd.stop(),
    };
  });
