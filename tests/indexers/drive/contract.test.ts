import { appendFileSync } from 'node:fs';
import { describeSourceContract } from '../../contracts/source-contract.ts';
import { createDriveFixture } from './drive-fixture.ts';

describeSourceContract('drive', async () => {
  const drive = createDriveFixture();
  const changing = drive.write('Minutes/march.md', '# March\n');
  drive.write('Policies/expenses.txt');
  drive.write('caf\u00e9 100%.txt');
  drive.write('Policies/~$expenses.docx');
  return {
    source: drive.source(),
    unreachable: drive.source({ path: `${drive.path}/not there` }),
    absentId: 'Minutes/april.md',
    async change() {
      appendFileSync(changing, 'One more decision.\n');
      return 'Minutes/march.md';
    },
    close: async () => drive.remove(),
  };
});
