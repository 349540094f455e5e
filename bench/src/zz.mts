import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { learnBrands, readTitle } from '@nunchi/engine'
const R=parse(readFileSync('/tmp/r2/ko/data/processed/product_rankings.csv'),{columns:true,bom:true}) as any[]
const U=[...new Map(R.map(r=>[r.productId,r])).values()] as any[]
const brands=learnBrands(U.map(r=>({title:r.productName,brand:r.brandName})))
console.log(brands.names.length, brands.brandOf.length)
const extra:string[]=[]; const seenB=new Map<number,string[]>()
// aliases learnt: test by known latin
for (const b of ['NIKE','adidas','NEW BALANCE','MUSINSA STANDARD','PUMA','VANS','FILA','UMBRO','GRAMICCI']) console.log(b,'->',brands.nameOf(b))
let i=0; const rnd=(process.env.N?Number(process.env.N):40)
for(const r of U){ if((i++*7919+Number(process.env.S??0))%U.length<rnd) console.log(r.brandName,'|',r.productName,'=>',readTitle(r.productName,{brands}).map(v=>v.name+'='+v.value+(v.confidence<.8?'?':'')).join(' ; ')) }
