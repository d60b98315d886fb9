import { HtmlValidate } from "html-validate";
import { readFileSync } from "node:fs";
const mk=(ext,rules={})=>new HtmlValidate({root:true,extends:ext,rules});
const fs=process.argv.slice(2);
const std=["html-validate:standard", "html-validate:document", "html-validate:a11y"];
const time=async(name,v)=>{const t=process.cpuUsage();for(const f of fs)v.validateStringSync(readFileSync(f,'utf8'));const u=process.cpuUsage(t);console.log(name,Math.round((u.user+u.system)/1000),'ms')};
await time('warm',mk(std));
await time('all',mk(std));
await time('std',mk(["html-validate:standard"]));
await time('doc',mk(["html-validate:document"]));
await time('a11y',mk(["html-validate:a11y"]));
await time('none',mk([]));
const v=mk(std);
const cfg=(await v.getConfigFor('x.html')).getConfigData().rules;
const rules=Object.keys(cfg).filter(r=>{const s=cfg[r];return (Array.isArray(s)?s[0]:s)!=='off'});
const res=[];
for(const r of rules){const v=mk([],{[r]:"error"});const t=process.cpuUsage();for(const f of fs.slice(0,6))v.validateStringSync(readFileSync(f,'utf8'));const u=process.cpuUsage(t);res.push([(u.user+u.system)/1000,r])}
res.sort((a,b)=>b[0]-a[0]);console.log(res.slice(0,12));
