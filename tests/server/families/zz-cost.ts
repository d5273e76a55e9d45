import { mkdtempSync, rmSync, statSync, readdirSync, readFileSync } from 'node:fs';
import { createFamilies } from '/work/main/server/families/families.ts';
import { createTermIndex } from '/work/main/server/search/terms/term-index.ts';
import { readableFamilies } from '/work/main/server/families/readable-family.ts';
import { labelledFamilies } from '/work/main/tests/server/families/labelled-families.ts';
const base=await labelledFamilies();
import { seededRandom } from '/work/main/tests/support/random.ts'; const rnd=seededRandom(5);
const sentences=base.flatMap(d=>d.passages[0]!.text.split(/(?<=[.!?])\s+/));
const vocab=Array.from({length:30000},(_, i)=>'w'+i.toString(36));
const N=20000; const docs:any[]=[];
for(let n=0;n<N;n++){ const len=20+Math.floor(rnd()*40); let prev=docs[n-1];
 const text = n%5===1 && prev ? prev.passages.map((p:any)=>p.text).join(' ')+' '+sentences[Math.floor(rnd()*sentences.length)] : Array.from({length:len},()=>sentences[Math.floor(rnd()*sentences.length)]!.split(' ').map(w=>rnd()<0.15?vocab[Math.floor(rnd()*vocab.length)]:w).join(' ')).join(' ');
 const w=text.split(' '); const passages=[]; for(let i=0;i<w.length;i+=170) passages.push({text:w.slice(i,i+170).join(' '),heading:null});
 const name = n%5===1? docs[n-1].name.replace('.docx',' v2.docx') : `${vocab[Math.floor(rnd()*3000)]} ${vocab[Math.floor(rnd()*3000)]}.docx`;
 docs.push({id:'d'+n,source:'s',path:`F${n%400}/${Math.floor(n/50)}/${name}`,name,passages,language:'en',title:name,place:'x',authors:''}); }
console.log('words/doc', docs.reduce((s,d)=>s+d.passages.reduce((t:number,p:any)=>t+p.text.split(' ').length,0),0)/N);
const dir=mkdtempSync('/tmp/famcost-');
const f=createFamilies({dataDir:dir}), t=createTermIndex({dataDir:dir});
const run=async (n:string,w:any)=>{ const s=performance.now(), c=process.cpuUsage(); for(let i=0;i<N;i+=50) await Promise.all(docs.slice(i,i+50).map(d=>w.replace(d))); const cpu=process.cpuUsage(c); console.log(n,((performance.now()-s)/N).toFixed(3),'ms/doc wall', ((cpu.user+cpu.system)/1000/N).toFixed(3),'cpu'); };
await run('families',f); if(!process.argv[2]) await run('words (reference)',t);
for(const x of readdirSync(dir)) console.log(x,(statSync(dir+'/'+x).size/1e6).toFixed(1),'MB');
if (process.argv[3]) {const ids=Array.from({length:200},(_, i)=>"d"+i*90); for (const q of ["linksOf"]) { for (let i=0;i<20;i++) {const s=performance.now(); const l=f.linksOf(ids); if(i>17) console.log(q,(performance.now()-s).toFixed(2),l.length);} } }
{const g=readableFamilies(docs.map(d=>d.id),{} as any,{families:f,lastCheck:{documents:(i:any)=>new Set(i)} as any}); const s=[...new Set(g.values())].map(x=>x.size).sort((a,b)=>b-a); console.log("families",s.length,"sizes",s.slice(0,5));}
const check={documents:(i:any)=>new Set(i)};
const times=[]; for(let i=0;i<200;i++){ const ids=Array.from({length:200},()=>'d'+Math.floor(rnd()*N)); const s=performance.now(); readableFamilies(ids,{} as any,{families:f,lastCheck:check as any}); times.push(performance.now()-s);} times.sort((a,b)=>a-b); console.log('families of 200 hits: median',times[100]!.toFixed(2),'p95',times[190]!.toFixed(2),'ms');
await f.close(); await t.close(); rmSync(dir,{recursive:true});
