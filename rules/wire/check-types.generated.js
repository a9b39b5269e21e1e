// Made by `npm run generate`; a change here is lost.
import { FORMATS as formats } from './formats.ts'
import { misordered } from './two-levels.ts'
import { twinOf } from './distinct.ts'

/** Characters as zod and JSON Schema count them: Unicode code points. */
const codePoints = (text) => [...text].length

/** At most this many errors are told of one value. */
const MOST = 20

function report(validate, described, value) {
  if (validate(value)) return []
  const errors = validate.errors
  const choices = errors.filter((error) => error.keyword === 'anyOf').map((error) => error.schemaPath)
  // Of a choice only the choice itself is told, not how each of its branches failed.
  return errors
    .filter((error) => error.keyword !== 'propertyNames')
    .filter((error) => !choices.some((path) => error.schemaPath.startsWith(path + '/')))
    .slice(0, MOST)
    .map((error) => ({ path: position(error), message: sentence(error, described[error.schemaPath]) }))
}

function position(error) {
  const key = error.params.additionalProperty ?? error.propertyName
  if (key === undefined) return error.instancePath
  return error.instancePath + '/' + String(key).replaceAll('~', '~0').replaceAll('/', '~1')
}

function sentence(error, description) {
  if (description !== undefined) return 'must be ' + description
  if (error.keyword === 'additionalProperties') return 'is not known here'
  if (error.keyword === 'required') return 'lacks ' + error.params.missingProperty
  if (error.keyword === 'enum') return 'must be one of ' + error.params.allowedValues.join(', ')
  if (error.keyword === 'const') return 'must be ' + JSON.stringify(error.params.allowedValue)
  if (error.keyword === 'discriminator') return error.params.tag + ' must be one of the known kinds'
  return error.message
}

const $clock = validate20;
const schema31 = {"type":"object","additionalProperties":false,"properties":{"daemon":{"type":"string","enum":["chrony","ntpd","timesyncd"],"description":"the daemon to ask; default: the first of them that answers"},"maxOffset":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: offset of the clock by its daemon","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"},"maxStratum":{"minimum":1,"maximum":15,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":1,"maximum":15},"critical":{"type":"number","minimum":1,"maximum":15}},"worse":"higher","description":"a number, or { warning, critical }: stratum of the clock, 1 to 15"},"maxSince":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: time since a source last set the clock right","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"},"timeZone":{"type":"string","pattern":"^[A-Z][A-Za-z0-9_+/-]{0,63}$","description":"the name of the time zone that the host has to have, such as Asia/Tokyo"}},"$id":"clock"};
const pattern4 = new RegExp("^[1-9][0-9]{0,11}(ms|s|m|h|d)$", "u");
const pattern10 = new RegExp("^[A-Z][A-Za-z0-9_+/-]{0,63}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="clock" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "daemon") || (key0 === "maxOffset")) || (key0 === "maxStratum")) || (key0 === "maxSince")) || (key0 === "timeZone"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.daemon !== undefined){
let data0 = data.daemon;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/daemon",schemaPath:"#/properties/daemon/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!(((data0 === "chrony") || (data0 === "ntpd")) || (data0 === "timesyncd"))){
const err2 = {instancePath:instancePath+"/daemon",schemaPath:"#/properties/daemon/enum",keyword:"enum",params:{allowedValues: schema31.properties.daemon.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.maxOffset !== undefined){
let data1 = data.maxOffset;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
const err3 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/type",keyword:"type",params:{type: schema31.properties.maxOffset.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err4 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
const err5 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data1){
if(!((key1 === "warning") || (key1 === "critical"))){
const err6 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.warning !== undefined){
let data2 = data1.warning;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err7 = {instancePath:instancePath+"/maxOffset/warning",schemaPath:"#/properties/maxOffset/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/maxOffset/warning",schemaPath:"#/properties/maxOffset/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.critical !== undefined){
let data3 = data1.critical;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err9 = {instancePath:instancePath+"/maxOffset/critical",schemaPath:"#/properties/maxOffset/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/maxOffset/critical",schemaPath:"#/properties/maxOffset/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(misordered(data1, "higher")){
const err11 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data.maxStratum !== undefined){
let data4 = data.maxStratum;
if((!((typeof data4 == "number") && (isFinite(data4)))) && (!(data4 && typeof data4 == "object" && !Array.isArray(data4)))){
const err12 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/type",keyword:"type",params:{type: schema31.properties.maxStratum.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 15 || isNaN(data4)){
const err13 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},message:"must be <= 15"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err14 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length < 1){
const err15 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data4){
if(!((key2 === "warning") || (key2 === "critical"))){
const err16 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.warning !== undefined){
let data5 = data4.warning;
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 15 || isNaN(data5)){
const err17 = {instancePath:instancePath+"/maxStratum/warning",schemaPath:"#/properties/maxStratum/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},message:"must be <= 15"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err18 = {instancePath:instancePath+"/maxStratum/warning",schemaPath:"#/properties/maxStratum/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/maxStratum/warning",schemaPath:"#/properties/maxStratum/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.critical !== undefined){
let data6 = data4.critical;
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 15 || isNaN(data6)){
const err20 = {instancePath:instancePath+"/maxStratum/critical",schemaPath:"#/properties/maxStratum/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},message:"must be <= 15"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err21 = {instancePath:instancePath+"/maxStratum/critical",schemaPath:"#/properties/maxStratum/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/maxStratum/critical",schemaPath:"#/properties/maxStratum/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(misordered(data4, "higher")){
const err23 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data.maxSince !== undefined){
let data7 = data.maxSince;
if((typeof data7 !== "string") && (!(data7 && typeof data7 == "object" && !Array.isArray(data7)))){
const err24 = {instancePath:instancePath+"/maxSince",schemaPath:"#/properties/maxSince/type",keyword:"type",params:{type: schema31.properties.maxSince.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(typeof data7 === "string"){
if(!pattern4.test(data7)){
const err25 = {instancePath:instancePath+"/maxSince",schemaPath:"#/properties/maxSince/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err26 = {instancePath:instancePath+"/maxSince",schemaPath:"#/properties/maxSince/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key3 in data7){
if(!((key3 === "warning") || (key3 === "critical"))){
const err27 = {instancePath:instancePath+"/maxSince",schemaPath:"#/properties/maxSince/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data7.warning !== undefined){
let data8 = data7.warning;
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
const err28 = {instancePath:instancePath+"/maxSince/warning",schemaPath:"#/properties/maxSince/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/maxSince/warning",schemaPath:"#/properties/maxSince/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.critical !== undefined){
let data9 = data7.critical;
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
const err30 = {instancePath:instancePath+"/maxSince/critical",schemaPath:"#/properties/maxSince/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/maxSince/critical",schemaPath:"#/properties/maxSince/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(misordered(data7, "higher")){
const err32 = {instancePath:instancePath+"/maxSince",schemaPath:"#/properties/maxSince/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
if(data.timeZone !== undefined){
let data10 = data.timeZone;
if(typeof data10 === "string"){
if(!pattern10.test(data10)){
const err33 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Za-z0-9_+/-]{0,63}$"},message:"must match pattern \""+"^[A-Z][A-Za-z0-9_+/-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $certificate = validate21;
const schema32 = {"type":"object","additionalProperties":false,"required":["target"],"properties":{"target":{"type":"string","format":"host-port","description":"host:port or [v6]:port"},"serverName":{"type":"string","format":"host","description":"the name to ask for and to find; default: the host of target"},"starttls":{"type":"string","enum":["smtp","imap","pop3","ftp"]},"daysLeft":{"minimum":0,"maximum":3650,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":3650},"critical":{"type":"number","minimum":0,"maximum":3650}},"worse":"lower","description":"a number, or { warning, critical }: days until the certificate, or one of its chain, expires (default 30 and 7)"},"ca":{"type":"string","minLength":1,"maxLength":1000,"description":"file of certificates to trust"}},"$id":"certificate"};
const formats0 = formats["host-port"];
const formats2 = formats.host;
const func1 = codePoints;

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="certificate" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "target") || (key0 === "serverName")) || (key0 === "starttls")) || (key0 === "daysLeft")) || (key0 === "ca"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.target !== undefined){
let data0 = data.target;
if(typeof data0 === "string"){
if(!(formats0(data0))){
const err2 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/format",keyword:"format",params:{format: "host-port"},message:"must match format \""+"host-port"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.serverName !== undefined){
let data1 = data.serverName;
if(typeof data1 === "string"){
if(!(formats2(data1))){
const err4 = {instancePath:instancePath+"/serverName",schemaPath:"#/properties/serverName/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/serverName",schemaPath:"#/properties/serverName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.starttls !== undefined){
let data2 = data.starttls;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/starttls",schemaPath:"#/properties/starttls/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!((((data2 === "smtp") || (data2 === "imap")) || (data2 === "pop3")) || (data2 === "ftp"))){
const err7 = {instancePath:instancePath+"/starttls",schemaPath:"#/properties/starttls/enum",keyword:"enum",params:{allowedValues: schema32.properties.starttls.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.daysLeft !== undefined){
let data3 = data.daysLeft;
if((!((typeof data3 == "number") && (isFinite(data3)))) && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
const err8 = {instancePath:instancePath+"/daysLeft",schemaPath:"#/properties/daysLeft/type",keyword:"type",params:{type: schema32.properties.daysLeft.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 3650 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/daysLeft",schemaPath:"#/properties/daysLeft/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/daysLeft",schemaPath:"#/properties/daysLeft/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err11 = {instancePath:instancePath+"/daysLeft",schemaPath:"#/properties/daysLeft/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 in data3){
if(!((key1 === "warning") || (key1 === "critical"))){
const err12 = {instancePath:instancePath+"/daysLeft",schemaPath:"#/properties/daysLeft/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.warning !== undefined){
let data4 = data3.warning;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 3650 || isNaN(data4)){
const err13 = {instancePath:instancePath+"/daysLeft/warning",schemaPath:"#/properties/daysLeft/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err14 = {instancePath:instancePath+"/daysLeft/warning",schemaPath:"#/properties/daysLeft/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/daysLeft/warning",schemaPath:"#/properties/daysLeft/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data3.critical !== undefined){
let data5 = data3.critical;
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 3650 || isNaN(data5)){
const err16 = {instancePath:instancePath+"/daysLeft/critical",schemaPath:"#/properties/daysLeft/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err17 = {instancePath:instancePath+"/daysLeft/critical",schemaPath:"#/properties/daysLeft/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/daysLeft/critical",schemaPath:"#/properties/daysLeft/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(misordered(data3, "lower")){
const err19 = {instancePath:instancePath+"/daysLeft",schemaPath:"#/properties/daysLeft/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.ca !== undefined){
let data6 = data.ca;
if(typeof data6 === "string"){
if(func1(data6) > 1000){
const err20 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(func1(data6) < 1){
const err21 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $dns = validate22;
const schema33 = {"type":"object","additionalProperties":false,"required":["query"],"properties":{"query":{"type":"string","format":"host","description":"a name to look up; of PTR also an address"},"record":{"type":"string","enum":["A","AAAA","CNAME","MX","NS","TXT","SOA","SRV","CAA","PTR"],"description":"default A"},"servers":{"type":"array","minItems":1,"maxItems":10,"uniqueItems":true,"items":{"type":"string","format":"host-maybe-port","description":"host or host:port"},"description":"name servers, each of which is to answer; default: this host's own resolvers"},"expect":{"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"contains":{"anyOf":[{"type":"string","minLength":1,"maxLength":1000},{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","minLength":1,"maxLength":1000}}],"description":"an answer as text, or a list of them"},"exactly":{"anyOf":[{"type":"string","minLength":1,"maxLength":1000},{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","minLength":1,"maxLength":1000}}],"description":"an answer as text, or a list of them"},"absent":{"const":true,"description":"true: the name is not to exist"}}},"slowerThan":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: the longest time of one answer","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"}},"$id":"dns"};
const formats6 = formats["host-maybe-port"];

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="dns" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.query === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "query"},message:"must have required property '"+"query"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "query") || (key0 === "record")) || (key0 === "servers")) || (key0 === "expect")) || (key0 === "slowerThan"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.query !== undefined){
let data0 = data.query;
if(typeof data0 === "string"){
if(!(formats2(data0))){
const err2 = {instancePath:instancePath+"/query",schemaPath:"#/properties/query/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.record !== undefined){
let data1 = data.record;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/record",schemaPath:"#/properties/record/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!((((((((((data1 === "A") || (data1 === "AAAA")) || (data1 === "CNAME")) || (data1 === "MX")) || (data1 === "NS")) || (data1 === "TXT")) || (data1 === "SOA")) || (data1 === "SRV")) || (data1 === "CAA")) || (data1 === "PTR"))){
const err5 = {instancePath:instancePath+"/record",schemaPath:"#/properties/record/enum",keyword:"enum",params:{allowedValues: schema33.properties.record.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.servers !== undefined){
let data2 = data.servers;
if(Array.isArray(data2)){
if(data2.length > 10){
const err6 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/maxItems",keyword:"maxItems",params:{limit: 10},message:"must NOT have more than 10 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.length < 1){
const err7 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(!(formats6(data3))){
const err8 = {instancePath:instancePath+"/servers/" + i0,schemaPath:"#/properties/servers/items/format",keyword:"format",params:{format: "host-maybe-port"},message:"must match format \""+"host-maybe-port"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/servers/" + i0,schemaPath:"#/properties/servers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err10 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err11 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.expect !== undefined){
let data4 = data.expect;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length > 1){
const err12 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(Object.keys(data4).length < 1){
const err13 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key1 in data4){
if(!(((key1 === "contains") || (key1 === "exactly")) || (key1 === "absent"))){
const err14 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.contains !== undefined){
let data5 = data4.contains;
const _errs14 = errors;
let valid5 = false;
const _errs15 = errors;
if(typeof data5 === "string"){
if(func1(data5) > 1000){
const err15 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func1(data5) < 1){
const err16 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid0 = _errs15 === errors;
valid5 = valid5 || _valid0;
const _errs17 = errors;
if(Array.isArray(data5)){
if(data5.length > 50){
const err18 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data5.length < 1){
const err19 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len1 = data5.length;
for(let i2=0; i2<len1; i2++){
let data6 = data5[i2];
if(typeof data6 === "string"){
if(func1(data6) > 1000){
const err20 = {instancePath:instancePath+"/expect/contains/" + i2,schemaPath:"#/properties/expect/properties/contains/anyOf/1/items/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(func1(data6) < 1){
const err21 = {instancePath:instancePath+"/expect/contains/" + i2,schemaPath:"#/properties/expect/properties/contains/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/expect/contains/" + i2,schemaPath:"#/properties/expect/properties/contains/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid0 = _errs17 === errors;
valid5 = valid5 || _valid0;
if(!valid5){
const err24 = {instancePath:instancePath+"/expect/contains",schemaPath:"#/properties/expect/properties/contains/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
}
if(data4.exactly !== undefined){
let data7 = data4.exactly;
const _errs22 = errors;
let valid8 = false;
const _errs23 = errors;
if(typeof data7 === "string"){
if(func1(data7) > 1000){
const err25 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(func1(data7) < 1){
const err26 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var _valid1 = _errs23 === errors;
valid8 = valid8 || _valid1;
const _errs25 = errors;
if(Array.isArray(data7)){
if(data7.length > 50){
const err28 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data7.length < 1){
const err29 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
const len2 = data7.length;
for(let i3=0; i3<len2; i3++){
let data8 = data7[i3];
if(typeof data8 === "string"){
if(func1(data8) > 1000){
const err30 = {instancePath:instancePath+"/expect/exactly/" + i3,schemaPath:"#/properties/expect/properties/exactly/anyOf/1/items/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func1(data8) < 1){
const err31 = {instancePath:instancePath+"/expect/exactly/" + i3,schemaPath:"#/properties/expect/properties/exactly/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/expect/exactly/" + i3,schemaPath:"#/properties/expect/properties/exactly/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var _valid1 = _errs25 === errors;
valid8 = valid8 || _valid1;
if(!valid8){
const err34 = {instancePath:instancePath+"/expect/exactly",schemaPath:"#/properties/expect/properties/exactly/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
else {
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
}
}
if(data4.absent !== undefined){
if(true !== data4.absent){
const err35 = {instancePath:instancePath+"/expect/absent",schemaPath:"#/properties/expect/properties/absent/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.slowerThan !== undefined){
let data10 = data.slowerThan;
if((typeof data10 !== "string") && (!(data10 && typeof data10 == "object" && !Array.isArray(data10)))){
const err37 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/type",keyword:"type",params:{type: schema33.properties.slowerThan.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
const err38 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length < 1){
const err39 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key2 in data10){
if(!((key2 === "warning") || (key2 === "critical"))){
const err40 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data10.warning !== undefined){
let data11 = data10.warning;
if(typeof data11 === "string"){
if(!pattern4.test(data11)){
const err41 = {instancePath:instancePath+"/slowerThan/warning",schemaPath:"#/properties/slowerThan/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/slowerThan/warning",schemaPath:"#/properties/slowerThan/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data10.critical !== undefined){
let data12 = data10.critical;
if(typeof data12 === "string"){
if(!pattern4.test(data12)){
const err43 = {instancePath:instancePath+"/slowerThan/critical",schemaPath:"#/properties/slowerThan/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/slowerThan/critical",schemaPath:"#/properties/slowerThan/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(misordered(data10, "higher")){
const err45 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
}
else {
const err46 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $host = validate23;
const schema34 = {"type":"object","additionalProperties":false,"properties":{"cpu":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of time in which the CPUs are busy"},"iowait":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of time in which CPUs wait for disks"},"steal":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of time that the hypervisor takes from the CPUs"},"load":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: five-minute load average per CPU"},"memory":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of memory in use, without what can be given back"},"swap":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of swap space in use"},"pressure":{"type":"object","description":"time that tasks lost by waiting (PSI)","additionalProperties":false,"minProperties":1,"properties":{"cpu":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the last minute in which tasks waited for a CPU"},"memory":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the last minute in which tasks waited for memory"},"io":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the last minute in which tasks waited for disks"}}},"disk":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the space of a mount in use"},"inodes":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the inodes of a mount in use"},"mounts":{"type":"array","description":"mounts that have to be there, with limits of their own","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","maxLength":500,"pattern":"^/[^\\u0000-\\u001f\\u007f]*$","description":"an absolute path without control characters"},"disk":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the space of a mount in use"},"inodes":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the inodes of a mount in use"}}}},"ignoreMounts":{"type":"array","description":"mounts that are left out, with all below them","maxItems":50,"items":{"type":"string","maxLength":500,"pattern":"^/[^\\u0000-\\u001f\\u007f]*$","description":"an absolute path without control characters"}},"disks":{"type":"array","description":"disks with limits","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$","description":"the name of a device, such as sda or eth0"},"busy":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of time in which the disk is busy"},"read":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: KiB per second read"},"write":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: KiB per second written"}}}},"networks":{"type":"array","description":"interfaces with limits","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$","description":"the name of a device, such as sda or eth0"},"receive":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: KiB per second received"},"send":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: KiB per second sent"}}}},"uptime":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: time since the host was started","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"lower"},"rebootRequired":{"type":"string","enum":["warning","critical"],"description":"what it is when an update waits for a restart; default: only a value"}},"$id":"host"};
const func11 = Object.prototype.hasOwnProperty;
const pattern14 = new RegExp("^/[^\\u0000-\\u001f\\u007f]*$", "u");
const pattern16 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="host" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func11.call(schema34.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.cpu !== undefined){
let data0 = data.cpu;
if((!((typeof data0 == "number") && (isFinite(data0)))) && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/type",keyword:"type",params:{type: schema34.properties.cpu.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0 < 0 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
const err4 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key1 in data0){
if(!((key1 === "warning") || (key1 === "critical"))){
const err5 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.warning !== undefined){
let data1 = data0.warning;
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 100 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/cpu/warning",schemaPath:"#/properties/cpu/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1 < 0 || isNaN(data1)){
const err7 = {instancePath:instancePath+"/cpu/warning",schemaPath:"#/properties/cpu/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/cpu/warning",schemaPath:"#/properties/cpu/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.critical !== undefined){
let data2 = data0.critical;
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 100 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/cpu/critical",schemaPath:"#/properties/cpu/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err10 = {instancePath:instancePath+"/cpu/critical",schemaPath:"#/properties/cpu/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/cpu/critical",schemaPath:"#/properties/cpu/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(misordered(data0, "higher")){
const err12 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data.iowait !== undefined){
let data3 = data.iowait;
if((!((typeof data3 == "number") && (isFinite(data3)))) && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
const err13 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/type",keyword:"type",params:{type: schema34.properties.iowait.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 100 || isNaN(data3)){
const err14 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err15 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err16 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key2 in data3){
if(!((key2 === "warning") || (key2 === "critical"))){
const err17 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data3.warning !== undefined){
let data4 = data3.warning;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 100 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/iowait/warning",schemaPath:"#/properties/iowait/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/iowait/warning",schemaPath:"#/properties/iowait/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/iowait/warning",schemaPath:"#/properties/iowait/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data3.critical !== undefined){
let data5 = data3.critical;
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 100 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/iowait/critical",schemaPath:"#/properties/iowait/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err22 = {instancePath:instancePath+"/iowait/critical",schemaPath:"#/properties/iowait/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/iowait/critical",schemaPath:"#/properties/iowait/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(misordered(data3, "higher")){
const err24 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
if(data.steal !== undefined){
let data6 = data.steal;
if((!((typeof data6 == "number") && (isFinite(data6)))) && (!(data6 && typeof data6 == "object" && !Array.isArray(data6)))){
const err25 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/type",keyword:"type",params:{type: schema34.properties.steal.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 100 || isNaN(data6)){
const err26 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data6 < 0 || isNaN(data6)){
const err27 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err28 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key3 in data6){
if(!((key3 === "warning") || (key3 === "critical"))){
const err29 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data6.warning !== undefined){
let data7 = data6.warning;
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 100 || isNaN(data7)){
const err30 = {instancePath:instancePath+"/steal/warning",schemaPath:"#/properties/steal/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data7 < 0 || isNaN(data7)){
const err31 = {instancePath:instancePath+"/steal/warning",schemaPath:"#/properties/steal/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/steal/warning",schemaPath:"#/properties/steal/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data6.critical !== undefined){
let data8 = data6.critical;
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 100 || isNaN(data8)){
const err33 = {instancePath:instancePath+"/steal/critical",schemaPath:"#/properties/steal/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err34 = {instancePath:instancePath+"/steal/critical",schemaPath:"#/properties/steal/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/steal/critical",schemaPath:"#/properties/steal/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(misordered(data6, "higher")){
const err36 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data.load !== undefined){
let data9 = data.load;
if((!((typeof data9 == "number") && (isFinite(data9)))) && (!(data9 && typeof data9 == "object" && !Array.isArray(data9)))){
const err37 = {instancePath:instancePath+"/load",schemaPath:"#/properties/load/type",keyword:"type",params:{type: schema34.properties.load.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
const err38 = {instancePath:instancePath+"/load",schemaPath:"#/properties/load/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length < 1){
const err39 = {instancePath:instancePath+"/load",schemaPath:"#/properties/load/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key4 in data9){
if(!((key4 === "warning") || (key4 === "critical"))){
const err40 = {instancePath:instancePath+"/load",schemaPath:"#/properties/load/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data9.warning !== undefined){
let data10 = data9.warning;
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err41 = {instancePath:instancePath+"/load/warning",schemaPath:"#/properties/load/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/load/warning",schemaPath:"#/properties/load/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data9.critical !== undefined){
let data11 = data9.critical;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
const err43 = {instancePath:instancePath+"/load/critical",schemaPath:"#/properties/load/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/load/critical",schemaPath:"#/properties/load/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(misordered(data9, "higher")){
const err45 = {instancePath:instancePath+"/load",schemaPath:"#/properties/load/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
if(data.memory !== undefined){
let data12 = data.memory;
if((!((typeof data12 == "number") && (isFinite(data12)))) && (!(data12 && typeof data12 == "object" && !Array.isArray(data12)))){
const err46 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/type",keyword:"type",params:{type: schema34.properties.memory.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 100 || isNaN(data12)){
const err47 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err48 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(Object.keys(data12).length < 1){
const err49 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key5 in data12){
if(!((key5 === "warning") || (key5 === "critical"))){
const err50 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data12.warning !== undefined){
let data13 = data12.warning;
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 100 || isNaN(data13)){
const err51 = {instancePath:instancePath+"/memory/warning",schemaPath:"#/properties/memory/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err52 = {instancePath:instancePath+"/memory/warning",schemaPath:"#/properties/memory/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/memory/warning",schemaPath:"#/properties/memory/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data12.critical !== undefined){
let data14 = data12.critical;
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 100 || isNaN(data14)){
const err54 = {instancePath:instancePath+"/memory/critical",schemaPath:"#/properties/memory/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err55 = {instancePath:instancePath+"/memory/critical",schemaPath:"#/properties/memory/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/memory/critical",schemaPath:"#/properties/memory/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(misordered(data12, "higher")){
const err57 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
if(data.swap !== undefined){
let data15 = data.swap;
if((!((typeof data15 == "number") && (isFinite(data15)))) && (!(data15 && typeof data15 == "object" && !Array.isArray(data15)))){
const err58 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/type",keyword:"type",params:{type: schema34.properties.swap.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 100 || isNaN(data15)){
const err59 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err60 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length < 1){
const err61 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key6 in data15){
if(!((key6 === "warning") || (key6 === "critical"))){
const err62 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data15.warning !== undefined){
let data16 = data15.warning;
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 100 || isNaN(data16)){
const err63 = {instancePath:instancePath+"/swap/warning",schemaPath:"#/properties/swap/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err64 = {instancePath:instancePath+"/swap/warning",schemaPath:"#/properties/swap/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/swap/warning",schemaPath:"#/properties/swap/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data15.critical !== undefined){
let data17 = data15.critical;
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 100 || isNaN(data17)){
const err66 = {instancePath:instancePath+"/swap/critical",schemaPath:"#/properties/swap/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err67 = {instancePath:instancePath+"/swap/critical",schemaPath:"#/properties/swap/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/swap/critical",schemaPath:"#/properties/swap/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(misordered(data15, "higher")){
const err69 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
if(data.pressure !== undefined){
let data18 = data.pressure;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length < 1){
const err70 = {instancePath:instancePath+"/pressure",schemaPath:"#/properties/pressure/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
for(const key7 in data18){
if(!(((key7 === "cpu") || (key7 === "memory")) || (key7 === "io"))){
const err71 = {instancePath:instancePath+"/pressure",schemaPath:"#/properties/pressure/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data18.cpu !== undefined){
let data19 = data18.cpu;
if((!((typeof data19 == "number") && (isFinite(data19)))) && (!(data19 && typeof data19 == "object" && !Array.isArray(data19)))){
const err72 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/type",keyword:"type",params:{type: schema34.properties.pressure.properties.cpu.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 100 || isNaN(data19)){
const err73 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data19 < 0 || isNaN(data19)){
const err74 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(Object.keys(data19).length < 1){
const err75 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
for(const key8 in data19){
if(!((key8 === "warning") || (key8 === "critical"))){
const err76 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data19.warning !== undefined){
let data20 = data19.warning;
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 100 || isNaN(data20)){
const err77 = {instancePath:instancePath+"/pressure/cpu/warning",schemaPath:"#/properties/pressure/properties/cpu/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data20 < 0 || isNaN(data20)){
const err78 = {instancePath:instancePath+"/pressure/cpu/warning",schemaPath:"#/properties/pressure/properties/cpu/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/pressure/cpu/warning",schemaPath:"#/properties/pressure/properties/cpu/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data19.critical !== undefined){
let data21 = data19.critical;
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 100 || isNaN(data21)){
const err80 = {instancePath:instancePath+"/pressure/cpu/critical",schemaPath:"#/properties/pressure/properties/cpu/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data21 < 0 || isNaN(data21)){
const err81 = {instancePath:instancePath+"/pressure/cpu/critical",schemaPath:"#/properties/pressure/properties/cpu/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/pressure/cpu/critical",schemaPath:"#/properties/pressure/properties/cpu/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(misordered(data19, "higher")){
const err83 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
if(data18.memory !== undefined){
let data22 = data18.memory;
if((!((typeof data22 == "number") && (isFinite(data22)))) && (!(data22 && typeof data22 == "object" && !Array.isArray(data22)))){
const err84 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/type",keyword:"type",params:{type: schema34.properties.pressure.properties.memory.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 100 || isNaN(data22)){
const err85 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data22 < 0 || isNaN(data22)){
const err86 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(Object.keys(data22).length < 1){
const err87 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
for(const key9 in data22){
if(!((key9 === "warning") || (key9 === "critical"))){
const err88 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data22.warning !== undefined){
let data23 = data22.warning;
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 100 || isNaN(data23)){
const err89 = {instancePath:instancePath+"/pressure/memory/warning",schemaPath:"#/properties/pressure/properties/memory/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data23 < 0 || isNaN(data23)){
const err90 = {instancePath:instancePath+"/pressure/memory/warning",schemaPath:"#/properties/pressure/properties/memory/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/pressure/memory/warning",schemaPath:"#/properties/pressure/properties/memory/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data22.critical !== undefined){
let data24 = data22.critical;
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 100 || isNaN(data24)){
const err92 = {instancePath:instancePath+"/pressure/memory/critical",schemaPath:"#/properties/pressure/properties/memory/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(data24 < 0 || isNaN(data24)){
const err93 = {instancePath:instancePath+"/pressure/memory/critical",schemaPath:"#/properties/pressure/properties/memory/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/pressure/memory/critical",schemaPath:"#/properties/pressure/properties/memory/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(misordered(data22, "higher")){
const err95 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
if(data18.io !== undefined){
let data25 = data18.io;
if((!((typeof data25 == "number") && (isFinite(data25)))) && (!(data25 && typeof data25 == "object" && !Array.isArray(data25)))){
const err96 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/type",keyword:"type",params:{type: schema34.properties.pressure.properties.io.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 100 || isNaN(data25)){
const err97 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data25 < 0 || isNaN(data25)){
const err98 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(Object.keys(data25).length < 1){
const err99 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
for(const key10 in data25){
if(!((key10 === "warning") || (key10 === "critical"))){
const err100 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data25.warning !== undefined){
let data26 = data25.warning;
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 100 || isNaN(data26)){
const err101 = {instancePath:instancePath+"/pressure/io/warning",schemaPath:"#/properties/pressure/properties/io/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data26 < 0 || isNaN(data26)){
const err102 = {instancePath:instancePath+"/pressure/io/warning",schemaPath:"#/properties/pressure/properties/io/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/pressure/io/warning",schemaPath:"#/properties/pressure/properties/io/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data25.critical !== undefined){
let data27 = data25.critical;
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 100 || isNaN(data27)){
const err104 = {instancePath:instancePath+"/pressure/io/critical",schemaPath:"#/properties/pressure/properties/io/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data27 < 0 || isNaN(data27)){
const err105 = {instancePath:instancePath+"/pressure/io/critical",schemaPath:"#/properties/pressure/properties/io/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
else {
const err106 = {instancePath:instancePath+"/pressure/io/critical",schemaPath:"#/properties/pressure/properties/io/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(misordered(data25, "higher")){
const err107 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
}
else {
const err108 = {instancePath:instancePath+"/pressure",schemaPath:"#/properties/pressure/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data.disk !== undefined){
let data28 = data.disk;
if((!((typeof data28 == "number") && (isFinite(data28)))) && (!(data28 && typeof data28 == "object" && !Array.isArray(data28)))){
const err109 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/type",keyword:"type",params:{type: schema34.properties.disk.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 100 || isNaN(data28)){
const err110 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(data28 < 0 || isNaN(data28)){
const err111 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(Object.keys(data28).length < 1){
const err112 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
for(const key11 in data28){
if(!((key11 === "warning") || (key11 === "critical"))){
const err113 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data28.warning !== undefined){
let data29 = data28.warning;
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 100 || isNaN(data29)){
const err114 = {instancePath:instancePath+"/disk/warning",schemaPath:"#/properties/disk/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data29 < 0 || isNaN(data29)){
const err115 = {instancePath:instancePath+"/disk/warning",schemaPath:"#/properties/disk/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
else {
const err116 = {instancePath:instancePath+"/disk/warning",schemaPath:"#/properties/disk/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data28.critical !== undefined){
let data30 = data28.critical;
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 100 || isNaN(data30)){
const err117 = {instancePath:instancePath+"/disk/critical",schemaPath:"#/properties/disk/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(data30 < 0 || isNaN(data30)){
const err118 = {instancePath:instancePath+"/disk/critical",schemaPath:"#/properties/disk/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/disk/critical",schemaPath:"#/properties/disk/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(misordered(data28, "higher")){
const err120 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
if(data.inodes !== undefined){
let data31 = data.inodes;
if((!((typeof data31 == "number") && (isFinite(data31)))) && (!(data31 && typeof data31 == "object" && !Array.isArray(data31)))){
const err121 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/type",keyword:"type",params:{type: schema34.properties.inodes.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 100 || isNaN(data31)){
const err122 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data31 < 0 || isNaN(data31)){
const err123 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(Object.keys(data31).length < 1){
const err124 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
for(const key12 in data31){
if(!((key12 === "warning") || (key12 === "critical"))){
const err125 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data31.warning !== undefined){
let data32 = data31.warning;
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 100 || isNaN(data32)){
const err126 = {instancePath:instancePath+"/inodes/warning",schemaPath:"#/properties/inodes/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(data32 < 0 || isNaN(data32)){
const err127 = {instancePath:instancePath+"/inodes/warning",schemaPath:"#/properties/inodes/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/inodes/warning",schemaPath:"#/properties/inodes/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data31.critical !== undefined){
let data33 = data31.critical;
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 100 || isNaN(data33)){
const err129 = {instancePath:instancePath+"/inodes/critical",schemaPath:"#/properties/inodes/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data33 < 0 || isNaN(data33)){
const err130 = {instancePath:instancePath+"/inodes/critical",schemaPath:"#/properties/inodes/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/inodes/critical",schemaPath:"#/properties/inodes/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(misordered(data31, "higher")){
const err132 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
if(data.mounts !== undefined){
let data34 = data.mounts;
if(Array.isArray(data34)){
if(data34.length > 16){
const err133 = {instancePath:instancePath+"/mounts",schemaPath:"#/properties/mounts/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(data34.length < 1){
const err134 = {instancePath:instancePath+"/mounts",schemaPath:"#/properties/mounts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
const len0 = data34.length;
for(let i0=0; i0<len0; i0++){
let data35 = data34[i0];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.path === undefined){
const err135 = {instancePath:instancePath+"/mounts/" + i0,schemaPath:"#/properties/mounts/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
for(const key13 in data35){
if(!(((key13 === "path") || (key13 === "disk")) || (key13 === "inodes"))){
const err136 = {instancePath:instancePath+"/mounts/" + i0,schemaPath:"#/properties/mounts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data35.path !== undefined){
let data36 = data35.path;
if(typeof data36 === "string"){
if(func1(data36) > 500){
const err137 = {instancePath:instancePath+"/mounts/" + i0+"/path",schemaPath:"#/properties/mounts/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(!pattern14.test(data36)){
const err138 = {instancePath:instancePath+"/mounts/" + i0+"/path",schemaPath:"#/properties/mounts/items/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[^\\u0000-\\u001f\\u007f]*$"},message:"must match pattern \""+"^/[^\\u0000-\\u001f\\u007f]*$"+"\""};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/mounts/" + i0+"/path",schemaPath:"#/properties/mounts/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data35.disk !== undefined){
let data37 = data35.disk;
if((!((typeof data37 == "number") && (isFinite(data37)))) && (!(data37 && typeof data37 == "object" && !Array.isArray(data37)))){
const err140 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/type",keyword:"type",params:{type: schema34.properties.mounts.items.properties.disk.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 100 || isNaN(data37)){
const err141 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(data37 < 0 || isNaN(data37)){
const err142 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(Object.keys(data37).length < 1){
const err143 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
for(const key14 in data37){
if(!((key14 === "warning") || (key14 === "critical"))){
const err144 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data37.warning !== undefined){
let data38 = data37.warning;
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 100 || isNaN(data38)){
const err145 = {instancePath:instancePath+"/mounts/" + i0+"/disk/warning",schemaPath:"#/properties/mounts/items/properties/disk/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(data38 < 0 || isNaN(data38)){
const err146 = {instancePath:instancePath+"/mounts/" + i0+"/disk/warning",schemaPath:"#/properties/mounts/items/properties/disk/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/mounts/" + i0+"/disk/warning",schemaPath:"#/properties/mounts/items/properties/disk/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data37.critical !== undefined){
let data39 = data37.critical;
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 100 || isNaN(data39)){
const err148 = {instancePath:instancePath+"/mounts/" + i0+"/disk/critical",schemaPath:"#/properties/mounts/items/properties/disk/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data39 < 0 || isNaN(data39)){
const err149 = {instancePath:instancePath+"/mounts/" + i0+"/disk/critical",schemaPath:"#/properties/mounts/items/properties/disk/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/mounts/" + i0+"/disk/critical",schemaPath:"#/properties/mounts/items/properties/disk/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(misordered(data37, "higher")){
const err151 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
}
if(data35.inodes !== undefined){
let data40 = data35.inodes;
if((!((typeof data40 == "number") && (isFinite(data40)))) && (!(data40 && typeof data40 == "object" && !Array.isArray(data40)))){
const err152 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/type",keyword:"type",params:{type: schema34.properties.mounts.items.properties.inodes.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 100 || isNaN(data40)){
const err153 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data40 < 0 || isNaN(data40)){
const err154 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(Object.keys(data40).length < 1){
const err155 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
for(const key15 in data40){
if(!((key15 === "warning") || (key15 === "critical"))){
const err156 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data40.warning !== undefined){
let data41 = data40.warning;
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 100 || isNaN(data41)){
const err157 = {instancePath:instancePath+"/mounts/" + i0+"/inodes/warning",schemaPath:"#/properties/mounts/items/properties/inodes/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(data41 < 0 || isNaN(data41)){
const err158 = {instancePath:instancePath+"/mounts/" + i0+"/inodes/warning",schemaPath:"#/properties/mounts/items/properties/inodes/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
else {
const err159 = {instancePath:instancePath+"/mounts/" + i0+"/inodes/warning",schemaPath:"#/properties/mounts/items/properties/inodes/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data40.critical !== undefined){
let data42 = data40.critical;
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 100 || isNaN(data42)){
const err160 = {instancePath:instancePath+"/mounts/" + i0+"/inodes/critical",schemaPath:"#/properties/mounts/items/properties/inodes/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(data42 < 0 || isNaN(data42)){
const err161 = {instancePath:instancePath+"/mounts/" + i0+"/inodes/critical",schemaPath:"#/properties/mounts/items/properties/inodes/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
else {
const err162 = {instancePath:instancePath+"/mounts/" + i0+"/inodes/critical",schemaPath:"#/properties/mounts/items/properties/inodes/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(misordered(data40, "higher")){
const err163 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
}
}
else {
const err164 = {instancePath:instancePath+"/mounts/" + i0,schemaPath:"#/properties/mounts/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
}
else {
const err165 = {instancePath:instancePath+"/mounts",schemaPath:"#/properties/mounts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data.ignoreMounts !== undefined){
let data43 = data.ignoreMounts;
if(Array.isArray(data43)){
if(data43.length > 50){
const err166 = {instancePath:instancePath+"/ignoreMounts",schemaPath:"#/properties/ignoreMounts/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
const len1 = data43.length;
for(let i1=0; i1<len1; i1++){
let data44 = data43[i1];
if(typeof data44 === "string"){
if(func1(data44) > 500){
const err167 = {instancePath:instancePath+"/ignoreMounts/" + i1,schemaPath:"#/properties/ignoreMounts/items/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(!pattern14.test(data44)){
const err168 = {instancePath:instancePath+"/ignoreMounts/" + i1,schemaPath:"#/properties/ignoreMounts/items/pattern",keyword:"pattern",params:{pattern: "^/[^\\u0000-\\u001f\\u007f]*$"},message:"must match pattern \""+"^/[^\\u0000-\\u001f\\u007f]*$"+"\""};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/ignoreMounts/" + i1,schemaPath:"#/properties/ignoreMounts/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
}
else {
const err170 = {instancePath:instancePath+"/ignoreMounts",schemaPath:"#/properties/ignoreMounts/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data.disks !== undefined){
let data45 = data.disks;
if(Array.isArray(data45)){
if(data45.length > 16){
const err171 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(data45.length < 1){
const err172 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
const len2 = data45.length;
for(let i2=0; i2<len2; i2++){
let data46 = data45[i2];
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.name === undefined){
const err173 = {instancePath:instancePath+"/disks/" + i2,schemaPath:"#/properties/disks/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
for(const key16 in data46){
if(!((((key16 === "name") || (key16 === "busy")) || (key16 === "read")) || (key16 === "write"))){
const err174 = {instancePath:instancePath+"/disks/" + i2,schemaPath:"#/properties/disks/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data46.name !== undefined){
let data47 = data46.name;
if(typeof data47 === "string"){
if(!pattern16.test(data47)){
const err175 = {instancePath:instancePath+"/disks/" + i2+"/name",schemaPath:"#/properties/disks/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
else {
const err176 = {instancePath:instancePath+"/disks/" + i2+"/name",schemaPath:"#/properties/disks/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data46.busy !== undefined){
let data48 = data46.busy;
if((!((typeof data48 == "number") && (isFinite(data48)))) && (!(data48 && typeof data48 == "object" && !Array.isArray(data48)))){
const err177 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/type",keyword:"type",params:{type: schema34.properties.disks.items.properties.busy.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 100 || isNaN(data48)){
const err178 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(data48 < 0 || isNaN(data48)){
const err179 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(Object.keys(data48).length < 1){
const err180 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
for(const key17 in data48){
if(!((key17 === "warning") || (key17 === "critical"))){
const err181 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data48.warning !== undefined){
let data49 = data48.warning;
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 > 100 || isNaN(data49)){
const err182 = {instancePath:instancePath+"/disks/" + i2+"/busy/warning",schemaPath:"#/properties/disks/items/properties/busy/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(data49 < 0 || isNaN(data49)){
const err183 = {instancePath:instancePath+"/disks/" + i2+"/busy/warning",schemaPath:"#/properties/disks/items/properties/busy/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
else {
const err184 = {instancePath:instancePath+"/disks/" + i2+"/busy/warning",schemaPath:"#/properties/disks/items/properties/busy/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data48.critical !== undefined){
let data50 = data48.critical;
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 > 100 || isNaN(data50)){
const err185 = {instancePath:instancePath+"/disks/" + i2+"/busy/critical",schemaPath:"#/properties/disks/items/properties/busy/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(data50 < 0 || isNaN(data50)){
const err186 = {instancePath:instancePath+"/disks/" + i2+"/busy/critical",schemaPath:"#/properties/disks/items/properties/busy/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/disks/" + i2+"/busy/critical",schemaPath:"#/properties/disks/items/properties/busy/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(misordered(data48, "higher")){
const err188 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
}
if(data46.read !== undefined){
let data51 = data46.read;
if((!((typeof data51 == "number") && (isFinite(data51)))) && (!(data51 && typeof data51 == "object" && !Array.isArray(data51)))){
const err189 = {instancePath:instancePath+"/disks/" + i2+"/read",schemaPath:"#/properties/disks/items/properties/read/type",keyword:"type",params:{type: schema34.properties.disks.items.properties.read.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 < 0 || isNaN(data51)){
const err190 = {instancePath:instancePath+"/disks/" + i2+"/read",schemaPath:"#/properties/disks/items/properties/read/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
if(Object.keys(data51).length < 1){
const err191 = {instancePath:instancePath+"/disks/" + i2+"/read",schemaPath:"#/properties/disks/items/properties/read/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
for(const key18 in data51){
if(!((key18 === "warning") || (key18 === "critical"))){
const err192 = {instancePath:instancePath+"/disks/" + i2+"/read",schemaPath:"#/properties/disks/items/properties/read/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
if(data51.warning !== undefined){
let data52 = data51.warning;
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 < 0 || isNaN(data52)){
const err193 = {instancePath:instancePath+"/disks/" + i2+"/read/warning",schemaPath:"#/properties/disks/items/properties/read/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
else {
const err194 = {instancePath:instancePath+"/disks/" + i2+"/read/warning",schemaPath:"#/properties/disks/items/properties/read/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data51.critical !== undefined){
let data53 = data51.critical;
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 < 0 || isNaN(data53)){
const err195 = {instancePath:instancePath+"/disks/" + i2+"/read/critical",schemaPath:"#/properties/disks/items/properties/read/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
else {
const err196 = {instancePath:instancePath+"/disks/" + i2+"/read/critical",schemaPath:"#/properties/disks/items/properties/read/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(misordered(data51, "higher")){
const err197 = {instancePath:instancePath+"/disks/" + i2+"/read",schemaPath:"#/properties/disks/items/properties/read/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
}
if(data46.write !== undefined){
let data54 = data46.write;
if((!((typeof data54 == "number") && (isFinite(data54)))) && (!(data54 && typeof data54 == "object" && !Array.isArray(data54)))){
const err198 = {instancePath:instancePath+"/disks/" + i2+"/write",schemaPath:"#/properties/disks/items/properties/write/type",keyword:"type",params:{type: schema34.properties.disks.items.properties.write.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 < 0 || isNaN(data54)){
const err199 = {instancePath:instancePath+"/disks/" + i2+"/write",schemaPath:"#/properties/disks/items/properties/write/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data54 && typeof data54 == "object" && !Array.isArray(data54)){
if(Object.keys(data54).length < 1){
const err200 = {instancePath:instancePath+"/disks/" + i2+"/write",schemaPath:"#/properties/disks/items/properties/write/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
for(const key19 in data54){
if(!((key19 === "warning") || (key19 === "critical"))){
const err201 = {instancePath:instancePath+"/disks/" + i2+"/write",schemaPath:"#/properties/disks/items/properties/write/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data54.warning !== undefined){
let data55 = data54.warning;
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 < 0 || isNaN(data55)){
const err202 = {instancePath:instancePath+"/disks/" + i2+"/write/warning",schemaPath:"#/properties/disks/items/properties/write/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
else {
const err203 = {instancePath:instancePath+"/disks/" + i2+"/write/warning",schemaPath:"#/properties/disks/items/properties/write/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
if(data54.critical !== undefined){
let data56 = data54.critical;
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 < 0 || isNaN(data56)){
const err204 = {instancePath:instancePath+"/disks/" + i2+"/write/critical",schemaPath:"#/properties/disks/items/properties/write/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
else {
const err205 = {instancePath:instancePath+"/disks/" + i2+"/write/critical",schemaPath:"#/properties/disks/items/properties/write/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
if(misordered(data54, "higher")){
const err206 = {instancePath:instancePath+"/disks/" + i2+"/write",schemaPath:"#/properties/disks/items/properties/write/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
}
}
else {
const err207 = {instancePath:instancePath+"/disks/" + i2,schemaPath:"#/properties/disks/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data.networks !== undefined){
let data57 = data.networks;
if(Array.isArray(data57)){
if(data57.length > 16){
const err209 = {instancePath:instancePath+"/networks",schemaPath:"#/properties/networks/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if(data57.length < 1){
const err210 = {instancePath:instancePath+"/networks",schemaPath:"#/properties/networks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
const len3 = data57.length;
for(let i3=0; i3<len3; i3++){
let data58 = data57[i3];
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(data58.name === undefined){
const err211 = {instancePath:instancePath+"/networks/" + i3,schemaPath:"#/properties/networks/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
for(const key20 in data58){
if(!(((key20 === "name") || (key20 === "receive")) || (key20 === "send"))){
const err212 = {instancePath:instancePath+"/networks/" + i3,schemaPath:"#/properties/networks/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data58.name !== undefined){
let data59 = data58.name;
if(typeof data59 === "string"){
if(!pattern16.test(data59)){
const err213 = {instancePath:instancePath+"/networks/" + i3+"/name",schemaPath:"#/properties/networks/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
else {
const err214 = {instancePath:instancePath+"/networks/" + i3+"/name",schemaPath:"#/properties/networks/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data58.receive !== undefined){
let data60 = data58.receive;
if((!((typeof data60 == "number") && (isFinite(data60)))) && (!(data60 && typeof data60 == "object" && !Array.isArray(data60)))){
const err215 = {instancePath:instancePath+"/networks/" + i3+"/receive",schemaPath:"#/properties/networks/items/properties/receive/type",keyword:"type",params:{type: schema34.properties.networks.items.properties.receive.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 < 0 || isNaN(data60)){
const err216 = {instancePath:instancePath+"/networks/" + i3+"/receive",schemaPath:"#/properties/networks/items/properties/receive/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(Object.keys(data60).length < 1){
const err217 = {instancePath:instancePath+"/networks/" + i3+"/receive",schemaPath:"#/properties/networks/items/properties/receive/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
for(const key21 in data60){
if(!((key21 === "warning") || (key21 === "critical"))){
const err218 = {instancePath:instancePath+"/networks/" + i3+"/receive",schemaPath:"#/properties/networks/items/properties/receive/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data60.warning !== undefined){
let data61 = data60.warning;
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 < 0 || isNaN(data61)){
const err219 = {instancePath:instancePath+"/networks/" + i3+"/receive/warning",schemaPath:"#/properties/networks/items/properties/receive/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
else {
const err220 = {instancePath:instancePath+"/networks/" + i3+"/receive/warning",schemaPath:"#/properties/networks/items/properties/receive/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data60.critical !== undefined){
let data62 = data60.critical;
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 < 0 || isNaN(data62)){
const err221 = {instancePath:instancePath+"/networks/" + i3+"/receive/critical",schemaPath:"#/properties/networks/items/properties/receive/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/networks/" + i3+"/receive/critical",schemaPath:"#/properties/networks/items/properties/receive/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(misordered(data60, "higher")){
const err223 = {instancePath:instancePath+"/networks/" + i3+"/receive",schemaPath:"#/properties/networks/items/properties/receive/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
}
if(data58.send !== undefined){
let data63 = data58.send;
if((!((typeof data63 == "number") && (isFinite(data63)))) && (!(data63 && typeof data63 == "object" && !Array.isArray(data63)))){
const err224 = {instancePath:instancePath+"/networks/" + i3+"/send",schemaPath:"#/properties/networks/items/properties/send/type",keyword:"type",params:{type: schema34.properties.networks.items.properties.send.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 < 0 || isNaN(data63)){
const err225 = {instancePath:instancePath+"/networks/" + i3+"/send",schemaPath:"#/properties/networks/items/properties/send/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
if(Object.keys(data63).length < 1){
const err226 = {instancePath:instancePath+"/networks/" + i3+"/send",schemaPath:"#/properties/networks/items/properties/send/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
for(const key22 in data63){
if(!((key22 === "warning") || (key22 === "critical"))){
const err227 = {instancePath:instancePath+"/networks/" + i3+"/send",schemaPath:"#/properties/networks/items/properties/send/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data63.warning !== undefined){
let data64 = data63.warning;
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 < 0 || isNaN(data64)){
const err228 = {instancePath:instancePath+"/networks/" + i3+"/send/warning",schemaPath:"#/properties/networks/items/properties/send/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
else {
const err229 = {instancePath:instancePath+"/networks/" + i3+"/send/warning",schemaPath:"#/properties/networks/items/properties/send/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data63.critical !== undefined){
let data65 = data63.critical;
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 < 0 || isNaN(data65)){
const err230 = {instancePath:instancePath+"/networks/" + i3+"/send/critical",schemaPath:"#/properties/networks/items/properties/send/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
else {
const err231 = {instancePath:instancePath+"/networks/" + i3+"/send/critical",schemaPath:"#/properties/networks/items/properties/send/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
if(misordered(data63, "higher")){
const err232 = {instancePath:instancePath+"/networks/" + i3+"/send",schemaPath:"#/properties/networks/items/properties/send/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
}
}
else {
const err233 = {instancePath:instancePath+"/networks/" + i3,schemaPath:"#/properties/networks/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
}
else {
const err234 = {instancePath:instancePath+"/networks",schemaPath:"#/properties/networks/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
if(data.uptime !== undefined){
let data66 = data.uptime;
if((typeof data66 !== "string") && (!(data66 && typeof data66 == "object" && !Array.isArray(data66)))){
const err235 = {instancePath:instancePath+"/uptime",schemaPath:"#/properties/uptime/type",keyword:"type",params:{type: schema34.properties.uptime.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if(typeof data66 === "string"){
if(!pattern4.test(data66)){
const err236 = {instancePath:instancePath+"/uptime",schemaPath:"#/properties/uptime/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
if(Object.keys(data66).length < 1){
const err237 = {instancePath:instancePath+"/uptime",schemaPath:"#/properties/uptime/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
for(const key23 in data66){
if(!((key23 === "warning") || (key23 === "critical"))){
const err238 = {instancePath:instancePath+"/uptime",schemaPath:"#/properties/uptime/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data66.warning !== undefined){
let data67 = data66.warning;
if(typeof data67 === "string"){
if(!pattern4.test(data67)){
const err239 = {instancePath:instancePath+"/uptime/warning",schemaPath:"#/properties/uptime/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
else {
const err240 = {instancePath:instancePath+"/uptime/warning",schemaPath:"#/properties/uptime/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data66.critical !== undefined){
let data68 = data66.critical;
if(typeof data68 === "string"){
if(!pattern4.test(data68)){
const err241 = {instancePath:instancePath+"/uptime/critical",schemaPath:"#/properties/uptime/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
else {
const err242 = {instancePath:instancePath+"/uptime/critical",schemaPath:"#/properties/uptime/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
if(misordered(data66, "lower")){
const err243 = {instancePath:instancePath+"/uptime",schemaPath:"#/properties/uptime/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
}
if(data.rebootRequired !== undefined){
let data69 = data.rebootRequired;
if(typeof data69 !== "string"){
const err244 = {instancePath:instancePath+"/rebootRequired",schemaPath:"#/properties/rebootRequired/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if(!((data69 === "warning") || (data69 === "critical"))){
const err245 = {instancePath:instancePath+"/rebootRequired",schemaPath:"#/properties/rebootRequired/enum",keyword:"enum",params:{allowedValues: schema34.properties.rebootRequired.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
}
else {
const err246 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $http = validate24;
const schema35 = {"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","maxLength":2000,"format":"http-url","description":"http:// or https:// URL"},"method":{"type":"string","enum":["GET","HEAD","POST","PUT","OPTIONS","DELETE","PATCH"]},"headers":{"type":"object","maxProperties":50,"propertyNames":{"pattern":"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},"additionalProperties":{"type":"string","maxLength":4000,"pattern":"^[^\\u0000-\\u001f\\u007f]*$"}},"body":{"type":"string","maxLength":65536,"description":"what to send"},"host":{"type":"string","format":"host-maybe-port","description":"Host header of its own"},"sni":{"type":"string","format":"host","description":"server name of the TLS handshake"},"expect":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"status":{"description":"a status 100 to 599, a class such as \"2xx\", or a list of them","anyOf":[{"type":"integer","minimum":100,"maximum":599},{"type":"string","pattern":"^[1-5]xx$"},{"type":"array","minItems":1,"maxItems":50,"items":{"anyOf":[{"type":"integer","minimum":100,"maximum":599},{"type":"string","pattern":"^[1-5]xx$"}]}}]},"headers":{"type":"object","minProperties":1,"maxProperties":50,"propertyNames":{"pattern":"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},"additionalProperties":{"type":"string","maxLength":1000,"format":"matcher","description":"a text, or an expression between slashes"}},"body":{"type":"string","minLength":1,"maxLength":1000,"format":"matcher","description":"a text, or an expression between slashes"},"json":{"type":"object","additionalProperties":false,"required":["path","equals"],"properties":{"path":{"type":"string","maxLength":500,"pattern":"^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$","description":"$.a.b[0] or a.b[0]"},"equals":{"type":["string","number","boolean","null"]}}},"certificateDaysLeft":{"type":"integer","minimum":0,"maximum":3650}}},"redirects":{"type":"integer","minimum":0,"maximum":20},"redirectToHttp":{"type":"boolean","description":"a redirect from https to http may be followed"},"slowerThan":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"maxBody":{"type":"integer","minimum":0,"maximum":16777216,"description":"bytes read of the answer"},"insecure":{"type":"boolean","description":"accept any certificate"},"ca":{"type":"string","minLength":1,"maxLength":1000,"description":"file of certificates to trust"}},"$id":"http"};
const formats8 = formats["http-url"];
const formats14 = formats.matcher;
const pattern21 = new RegExp("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", "u");
const pattern22 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");
const pattern23 = new RegExp("^[1-5]xx$", "u");
const pattern26 = new RegExp("^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="http" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func11.call(schema35.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func1(data0) > 2000){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 2000},message:"must NOT have more than 2000 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!(formats8(data0))){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/format",keyword:"format",params:{format: "http-url"},message:"must match format \""+"http-url"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.method !== undefined){
let data1 = data.method;
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!(((((((data1 === "GET") || (data1 === "HEAD")) || (data1 === "POST")) || (data1 === "PUT")) || (data1 === "OPTIONS")) || (data1 === "DELETE")) || (data1 === "PATCH"))){
const err6 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/enum",keyword:"enum",params:{allowedValues: schema35.properties.method.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.headers !== undefined){
let data2 = data.headers;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length > 50){
const err7 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data2){
const _errs8 = errors;
if(typeof key1 === "string"){
if(!pattern21.test(key1)){
const err8 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},message:"must match pattern \""+"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"+"\"",propertyName:key1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var valid1 = _errs8 === errors;
if(!valid1){
const err9 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key2 in data2){
let data3 = data2[key2];
if(typeof data3 === "string"){
if(func1(data3) > 4000){
const err10 = {instancePath:instancePath+"/headers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4000},message:"must NOT have more than 4000 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern22.test(data3)){
const err11 = {instancePath:instancePath+"/headers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/headers/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]*$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/headers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.body !== undefined){
let data4 = data.body;
if(typeof data4 === "string"){
if(func1(data4) > 65536){
const err14 = {instancePath:instancePath+"/body",schemaPath:"#/properties/body/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.host !== undefined){
let data5 = data.host;
if(typeof data5 === "string"){
if(!(formats6(data5))){
const err16 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/format",keyword:"format",params:{format: "host-maybe-port"},message:"must match format \""+"host-maybe-port"+"\""};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.sni !== undefined){
let data6 = data.sni;
if(typeof data6 === "string"){
if(!(formats2(data6))){
const err18 = {instancePath:instancePath+"/sni",schemaPath:"#/properties/sni/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/sni",schemaPath:"#/properties/sni/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.expect !== undefined){
let data7 = data.expect;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err20 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key3 in data7){
if(!(((((key3 === "status") || (key3 === "headers")) || (key3 === "body")) || (key3 === "json")) || (key3 === "certificateDaysLeft"))){
const err21 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data7.status !== undefined){
let data8 = data7.status;
const _errs22 = errors;
let valid4 = false;
const _errs23 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err22 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 599 || isNaN(data8)){
const err23 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data8 < 100 || isNaN(data8)){
const err24 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
valid4 = valid4 || _valid0;
const _errs25 = errors;
if(typeof data8 === "string"){
if(!pattern23.test(data8)){
const err25 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[1-5]xx$"},message:"must match pattern \""+"^[1-5]xx$"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var _valid0 = _errs25 === errors;
valid4 = valid4 || _valid0;
const _errs27 = errors;
if(Array.isArray(data8)){
if(data8.length > 50){
const err27 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/2/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data8.length < 1){
const err28 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/2/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
const _errs30 = errors;
let valid7 = false;
const _errs31 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err29 = {instancePath:instancePath+"/expect/status/" + i0,schemaPath:"#/properties/expect/properties/status/anyOf/2/items/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 599 || isNaN(data9)){
const err30 = {instancePath:instancePath+"/expect/status/" + i0,schemaPath:"#/properties/expect/properties/status/anyOf/2/items/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data9 < 100 || isNaN(data9)){
const err31 = {instancePath:instancePath+"/expect/status/" + i0,schemaPath:"#/properties/expect/properties/status/anyOf/2/items/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
var _valid1 = _errs31 === errors;
valid7 = valid7 || _valid1;
const _errs33 = errors;
if(typeof data9 === "string"){
if(!pattern23.test(data9)){
const err32 = {instancePath:instancePath+"/expect/status/" + i0,schemaPath:"#/properties/expect/properties/status/anyOf/2/items/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[1-5]xx$"},message:"must match pattern \""+"^[1-5]xx$"+"\""};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/expect/status/" + i0,schemaPath:"#/properties/expect/properties/status/anyOf/2/items/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var _valid1 = _errs33 === errors;
valid7 = valid7 || _valid1;
if(!valid7){
const err34 = {instancePath:instancePath+"/expect/status/" + i0,schemaPath:"#/properties/expect/properties/status/anyOf/2/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf/2/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var _valid0 = _errs27 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const err36 = {instancePath:instancePath+"/expect/status",schemaPath:"#/properties/expect/properties/status/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
}
}
if(data7.headers !== undefined){
let data10 = data7.headers;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 50){
const err37 = {instancePath:instancePath+"/expect/headers",schemaPath:"#/properties/expect/properties/headers/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(Object.keys(data10).length < 1){
const err38 = {instancePath:instancePath+"/expect/headers",schemaPath:"#/properties/expect/properties/headers/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key4 in data10){
const _errs37 = errors;
if(typeof key4 === "string"){
if(!pattern21.test(key4)){
const err39 = {instancePath:instancePath+"/expect/headers",schemaPath:"#/properties/expect/properties/headers/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},message:"must match pattern \""+"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"+"\"",propertyName:key4};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
var valid8 = _errs37 === errors;
if(!valid8){
const err40 = {instancePath:instancePath+"/expect/headers",schemaPath:"#/properties/expect/properties/headers/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
for(const key5 in data10){
let data11 = data10[key5];
if(typeof data11 === "string"){
if(func1(data11) > 1000){
const err41 = {instancePath:instancePath+"/expect/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/expect/properties/headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(!(formats14(data11))){
const err42 = {instancePath:instancePath+"/expect/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/expect/properties/headers/additionalProperties/format",keyword:"format",params:{format: "matcher"},message:"must match format \""+"matcher"+"\""};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/expect/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/expect/properties/headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/expect/headers",schemaPath:"#/properties/expect/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data7.body !== undefined){
let data12 = data7.body;
if(typeof data12 === "string"){
if(func1(data12) > 1000){
const err45 = {instancePath:instancePath+"/expect/body",schemaPath:"#/properties/expect/properties/body/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(func1(data12) < 1){
const err46 = {instancePath:instancePath+"/expect/body",schemaPath:"#/properties/expect/properties/body/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!(formats14(data12))){
const err47 = {instancePath:instancePath+"/expect/body",schemaPath:"#/properties/expect/properties/body/format",keyword:"format",params:{format: "matcher"},message:"must match format \""+"matcher"+"\""};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/expect/body",schemaPath:"#/properties/expect/properties/body/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data7.json !== undefined){
let data13 = data7.json;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.path === undefined){
const err49 = {instancePath:instancePath+"/expect/json",schemaPath:"#/properties/expect/properties/json/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data13.equals === undefined){
const err50 = {instancePath:instancePath+"/expect/json",schemaPath:"#/properties/expect/properties/json/required",keyword:"required",params:{missingProperty: "equals"},message:"must have required property '"+"equals"+"'"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key6 in data13){
if(!((key6 === "path") || (key6 === "equals"))){
const err51 = {instancePath:instancePath+"/expect/json",schemaPath:"#/properties/expect/properties/json/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data13.path !== undefined){
let data14 = data13.path;
if(typeof data14 === "string"){
if(func1(data14) > 500){
const err52 = {instancePath:instancePath+"/expect/json/path",schemaPath:"#/properties/expect/properties/json/properties/path/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!pattern26.test(data14)){
const err53 = {instancePath:instancePath+"/expect/json/path",schemaPath:"#/properties/expect/properties/json/properties/path/pattern",keyword:"pattern",params:{pattern: "^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$"},message:"must match pattern \""+"^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$"+"\""};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/expect/json/path",schemaPath:"#/properties/expect/properties/json/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data13.equals !== undefined){
let data15 = data13.equals;
if((((typeof data15 !== "string") && (!((typeof data15 == "number") && (isFinite(data15))))) && (typeof data15 !== "boolean")) && (data15 !== null)){
const err55 = {instancePath:instancePath+"/expect/json/equals",schemaPath:"#/properties/expect/properties/json/properties/equals/type",keyword:"type",params:{type: schema35.properties.expect.properties.json.properties.equals.type},message:"must be string,number,boolean,null"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/expect/json",schemaPath:"#/properties/expect/properties/json/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data7.certificateDaysLeft !== undefined){
let data16 = data7.certificateDaysLeft;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err57 = {instancePath:instancePath+"/expect/certificateDaysLeft",schemaPath:"#/properties/expect/properties/certificateDaysLeft/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 3650 || isNaN(data16)){
const err58 = {instancePath:instancePath+"/expect/certificateDaysLeft",schemaPath:"#/properties/expect/properties/certificateDaysLeft/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3650},message:"must be <= 3650"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err59 = {instancePath:instancePath+"/expect/certificateDaysLeft",schemaPath:"#/properties/expect/properties/certificateDaysLeft/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
}
else {
const err60 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data.redirects !== undefined){
let data17 = data.redirects;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err61 = {instancePath:instancePath+"/redirects",schemaPath:"#/properties/redirects/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 20 || isNaN(data17)){
const err62 = {instancePath:instancePath+"/redirects",schemaPath:"#/properties/redirects/maximum",keyword:"maximum",params:{comparison: "<=", limit: 20},message:"must be <= 20"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err63 = {instancePath:instancePath+"/redirects",schemaPath:"#/properties/redirects/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
if(data.redirectToHttp !== undefined){
if(typeof data.redirectToHttp !== "boolean"){
const err64 = {instancePath:instancePath+"/redirectToHttp",schemaPath:"#/properties/redirectToHttp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.slowerThan !== undefined){
let data19 = data.slowerThan;
if(typeof data19 === "string"){
if(!pattern4.test(data19)){
const err65 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.maxBody !== undefined){
let data20 = data.maxBody;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err67 = {instancePath:instancePath+"/maxBody",schemaPath:"#/properties/maxBody/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 16777216 || isNaN(data20)){
const err68 = {instancePath:instancePath+"/maxBody",schemaPath:"#/properties/maxBody/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16777216},message:"must be <= 16777216"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data20 < 0 || isNaN(data20)){
const err69 = {instancePath:instancePath+"/maxBody",schemaPath:"#/properties/maxBody/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
if(data.insecure !== undefined){
if(typeof data.insecure !== "boolean"){
const err70 = {instancePath:instancePath+"/insecure",schemaPath:"#/properties/insecure/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.ca !== undefined){
let data22 = data.ca;
if(typeof data22 === "string"){
if(func1(data22) > 1000){
const err71 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(func1(data22) < 1){
const err72 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $ntp = validate25;
const schema36 = {"type":"object","additionalProperties":false,"required":["servers","maxOffset"],"properties":{"servers":{"type":"array","minItems":1,"maxItems":10,"uniqueItems":true,"items":{"type":"string","format":"host-maybe-port","description":"host or host:port"}},"maxOffset":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: how far this clock may be off","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher","required":["critical"]},"maxDelay":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: the round trip to the nearest server","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"},"maxSpread":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: how far the servers may disagree","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"},"maxStratum":{"minimum":1,"maximum":15,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":1,"maximum":15},"critical":{"type":"number","minimum":1,"maximum":15}},"worse":"higher","description":"a number, or { warning, critical }: the highest stratum of a server"},"samples":{"type":"integer","minimum":1,"maximum":8,"description":"samples per server, default 1"}},"$id":"ntp"};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="ntp" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.servers === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "servers"},message:"must have required property '"+"servers"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.maxOffset === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxOffset"},message:"must have required property '"+"maxOffset"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "servers") || (key0 === "maxOffset")) || (key0 === "maxDelay")) || (key0 === "maxSpread")) || (key0 === "maxStratum")) || (key0 === "samples"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.servers !== undefined){
let data0 = data.servers;
if(Array.isArray(data0)){
if(data0.length > 10){
const err3 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/maxItems",keyword:"maxItems",params:{limit: 10},message:"must NOT have more than 10 items"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0.length < 1){
const err4 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(!(formats6(data1))){
const err5 = {instancePath:instancePath+"/servers/" + i0,schemaPath:"#/properties/servers/items/format",keyword:"format",params:{format: "host-maybe-port"},message:"must match format \""+"host-maybe-port"+"\""};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/servers/" + i0,schemaPath:"#/properties/servers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err7 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err8 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.maxOffset !== undefined){
let data2 = data.maxOffset;
if((typeof data2 !== "string") && (!(data2 && typeof data2 == "object" && !Array.isArray(data2)))){
const err9 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/type",keyword:"type",params:{type: schema36.properties.maxOffset.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err10 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
const err11 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data2.critical === undefined){
const err12 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/required",keyword:"required",params:{missingProperty: "critical"},message:"must have required property '"+"critical"+"'"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "warning") || (key1 === "critical"))){
const err13 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.warning !== undefined){
let data3 = data2.warning;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err14 = {instancePath:instancePath+"/maxOffset/warning",schemaPath:"#/properties/maxOffset/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/maxOffset/warning",schemaPath:"#/properties/maxOffset/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.critical !== undefined){
let data4 = data2.critical;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err16 = {instancePath:instancePath+"/maxOffset/critical",schemaPath:"#/properties/maxOffset/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/maxOffset/critical",schemaPath:"#/properties/maxOffset/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(misordered(data2, "higher")){
const err18 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.maxDelay !== undefined){
let data5 = data.maxDelay;
if((typeof data5 !== "string") && (!(data5 && typeof data5 == "object" && !Array.isArray(data5)))){
const err19 = {instancePath:instancePath+"/maxDelay",schemaPath:"#/properties/maxDelay/type",keyword:"type",params:{type: schema36.properties.maxDelay.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(typeof data5 === "string"){
if(!pattern4.test(data5)){
const err20 = {instancePath:instancePath+"/maxDelay",schemaPath:"#/properties/maxDelay/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err21 = {instancePath:instancePath+"/maxDelay",schemaPath:"#/properties/maxDelay/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key2 in data5){
if(!((key2 === "warning") || (key2 === "critical"))){
const err22 = {instancePath:instancePath+"/maxDelay",schemaPath:"#/properties/maxDelay/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data5.warning !== undefined){
let data6 = data5.warning;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err23 = {instancePath:instancePath+"/maxDelay/warning",schemaPath:"#/properties/maxDelay/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/maxDelay/warning",schemaPath:"#/properties/maxDelay/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data5.critical !== undefined){
let data7 = data5.critical;
if(typeof data7 === "string"){
if(!pattern4.test(data7)){
const err25 = {instancePath:instancePath+"/maxDelay/critical",schemaPath:"#/properties/maxDelay/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/maxDelay/critical",schemaPath:"#/properties/maxDelay/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(misordered(data5, "higher")){
const err27 = {instancePath:instancePath+"/maxDelay",schemaPath:"#/properties/maxDelay/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
if(data.maxSpread !== undefined){
let data8 = data.maxSpread;
if((typeof data8 !== "string") && (!(data8 && typeof data8 == "object" && !Array.isArray(data8)))){
const err28 = {instancePath:instancePath+"/maxSpread",schemaPath:"#/properties/maxSpread/type",keyword:"type",params:{type: schema36.properties.maxSpread.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
const err29 = {instancePath:instancePath+"/maxSpread",schemaPath:"#/properties/maxSpread/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length < 1){
const err30 = {instancePath:instancePath+"/maxSpread",schemaPath:"#/properties/maxSpread/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key3 in data8){
if(!((key3 === "warning") || (key3 === "critical"))){
const err31 = {instancePath:instancePath+"/maxSpread",schemaPath:"#/properties/maxSpread/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.warning !== undefined){
let data9 = data8.warning;
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
const err32 = {instancePath:instancePath+"/maxSpread/warning",schemaPath:"#/properties/maxSpread/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/maxSpread/warning",schemaPath:"#/properties/maxSpread/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data8.critical !== undefined){
let data10 = data8.critical;
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
const err34 = {instancePath:instancePath+"/maxSpread/critical",schemaPath:"#/properties/maxSpread/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/maxSpread/critical",schemaPath:"#/properties/maxSpread/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(misordered(data8, "higher")){
const err36 = {instancePath:instancePath+"/maxSpread",schemaPath:"#/properties/maxSpread/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data.maxStratum !== undefined){
let data11 = data.maxStratum;
if((!((typeof data11 == "number") && (isFinite(data11)))) && (!(data11 && typeof data11 == "object" && !Array.isArray(data11)))){
const err37 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/type",keyword:"type",params:{type: schema36.properties.maxStratum.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 15 || isNaN(data11)){
const err38 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},message:"must be <= 15"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data11 < 1 || isNaN(data11)){
const err39 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length < 1){
const err40 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key4 in data11){
if(!((key4 === "warning") || (key4 === "critical"))){
const err41 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data11.warning !== undefined){
let data12 = data11.warning;
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 15 || isNaN(data12)){
const err42 = {instancePath:instancePath+"/maxStratum/warning",schemaPath:"#/properties/maxStratum/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},message:"must be <= 15"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data12 < 1 || isNaN(data12)){
const err43 = {instancePath:instancePath+"/maxStratum/warning",schemaPath:"#/properties/maxStratum/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/maxStratum/warning",schemaPath:"#/properties/maxStratum/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data11.critical !== undefined){
let data13 = data11.critical;
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 15 || isNaN(data13)){
const err45 = {instancePath:instancePath+"/maxStratum/critical",schemaPath:"#/properties/maxStratum/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},message:"must be <= 15"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data13 < 1 || isNaN(data13)){
const err46 = {instancePath:instancePath+"/maxStratum/critical",schemaPath:"#/properties/maxStratum/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/maxStratum/critical",schemaPath:"#/properties/maxStratum/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(misordered(data11, "higher")){
const err48 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
if(data.samples !== undefined){
let data14 = data.samples;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err49 = {instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 8 || isNaN(data14)){
const err50 = {instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8},message:"must be <= 8"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data14 < 1 || isNaN(data14)){
const err51 = {instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
}
else {
const err52 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $ping = validate26;

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="ping" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "target") || (key0 === "count")) || (key0 === "maxLoss"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.target !== undefined){
let data0 = data.target;
if(typeof data0 === "string"){
if(!(formats2(data0))){
const err2 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.count !== undefined){
let data1 = data.count;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 20 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 20},message:"must be <= 20"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.maxLoss !== undefined){
let data2 = data.maxLoss;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/maxLoss",schemaPath:"#/properties/maxLoss/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 99 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/maxLoss",schemaPath:"#/properties/maxLoss/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99},message:"must be <= 99"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/maxLoss",schemaPath:"#/properties/maxLoss/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $plugin = validate27;
const pattern37 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="plugin" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.plugin === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "plugin"},message:"must have required property '"+"plugin"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "plugin") || (key0 === "args"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.plugin !== undefined){
let data0 = data.plugin;
if(typeof data0 === "string"){
if(!pattern37.test(data0)){
const err2 = {instancePath:instancePath+"/plugin",schemaPath:"#/properties/plugin/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/plugin",schemaPath:"#/properties/plugin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.args !== undefined){
let data1 = data.args;
if(Array.isArray(data1)){
if(data1.length > 50){
const err4 = {instancePath:instancePath+"/args",schemaPath:"#/properties/args/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func1(data2) > 1000){
const err5 = {instancePath:instancePath+"/args/" + i0,schemaPath:"#/properties/args/items/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern22.test(data2)){
const err6 = {instancePath:instancePath+"/args/" + i0,schemaPath:"#/properties/args/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]*$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]*$"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/args/" + i0,schemaPath:"#/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath:instancePath+"/args",schemaPath:"#/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $process = validate28;
const schema39 = {"type":"object","additionalProperties":false,"minProperties":1,"anyOf":[{"type":"object","properties":{"name":{}},"required":["name"]},{"type":"object","properties":{"command":{}},"required":["command"]},{"type":"object","properties":{"user":{}},"required":["user"]},{"type":"object","properties":{"pidFile":{}},"required":["pidFile"]}],"description":"at least one of name, command, user and pidFile","properties":{"name":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"the name of a program, with * and ? for any letters"},"command":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"a part of the command line, with * and ? for any letters"},"user":{"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$","description":"the name or number of a user"},"pidFile":{"type":"string","maxLength":500,"pattern":"^/[^\\u0000-\\u001f\\u007f]*$","description":"an absolute path without control characters"},"min":{"type":"integer","minimum":0,"maximum":100000,"description":"processes at least, default 1"},"max":{"type":"integer","minimum":0,"maximum":100000,"description":"processes at most"},"memory":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: MiB of memory of all together"},"cpu":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: percent of one CPU, of all together"},"age":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: age of the oldest","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"},"descriptors":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: open files of all together"}},"$id":"process"};
const pattern39 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");
const pattern41 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$", "u");

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="process" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = {};
props0.name = true;
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.command === undefined){
const err2 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "command"},message:"must have required property '"+"command"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.command = true;
}
}
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.user === undefined){
const err4 = {instancePath,schemaPath:"#/anyOf/2/required",keyword:"required",params:{missingProperty: "user"},message:"must have required property '"+"user"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs6 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.user = true;
}
}
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.pidFile === undefined){
const err6 = {instancePath,schemaPath:"#/anyOf/3/required",keyword:"required",params:{missingProperty: "pidFile"},message:"must have required property '"+"pidFile"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath,schemaPath:"#/anyOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid0 = _errs8 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.pidFile = true;
}
}
if(!valid0){
const err8 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err9 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key0 in data){
if(!(func11.call(schema39.properties, key0))){
const err10 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func1(data0) > 64){
const err11 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func1(data0) < 1){
const err12 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern39.test(data0)){
const err13 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\""};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.command !== undefined){
let data1 = data.command;
if(typeof data1 === "string"){
if(func1(data1) > 200){
const err15 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func1(data1) < 1){
const err16 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern39.test(data1)){
const err17 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\""};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.user !== undefined){
let data2 = data.user;
if(typeof data2 === "string"){
if(!pattern41.test(data2)){
const err19 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$"+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.pidFile !== undefined){
let data3 = data.pidFile;
if(typeof data3 === "string"){
if(func1(data3) > 500){
const err21 = {instancePath:instancePath+"/pidFile",schemaPath:"#/properties/pidFile/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern14.test(data3)){
const err22 = {instancePath:instancePath+"/pidFile",schemaPath:"#/properties/pidFile/pattern",keyword:"pattern",params:{pattern: "^/[^\\u0000-\\u001f\\u007f]*$"},message:"must match pattern \""+"^/[^\\u0000-\\u001f\\u007f]*$"+"\""};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/pidFile",schemaPath:"#/properties/pidFile/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.min !== undefined){
let data4 = data.min;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err24 = {instancePath:instancePath+"/min",schemaPath:"#/properties/min/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 100000 || isNaN(data4)){
const err25 = {instancePath:instancePath+"/min",schemaPath:"#/properties/min/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err26 = {instancePath:instancePath+"/min",schemaPath:"#/properties/min/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data.max !== undefined){
let data5 = data.max;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err27 = {instancePath:instancePath+"/max",schemaPath:"#/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 100000 || isNaN(data5)){
const err28 = {instancePath:instancePath+"/max",schemaPath:"#/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err29 = {instancePath:instancePath+"/max",schemaPath:"#/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
if(data.memory !== undefined){
let data6 = data.memory;
if((!((typeof data6 == "number") && (isFinite(data6)))) && (!(data6 && typeof data6 == "object" && !Array.isArray(data6)))){
const err30 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/type",keyword:"type",params:{type: schema39.properties.memory.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err31 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err32 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key1 in data6){
if(!((key1 === "warning") || (key1 === "critical"))){
const err33 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data6.warning !== undefined){
let data7 = data6.warning;
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
const err34 = {instancePath:instancePath+"/memory/warning",schemaPath:"#/properties/memory/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/memory/warning",schemaPath:"#/properties/memory/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data6.critical !== undefined){
let data8 = data6.critical;
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
const err36 = {instancePath:instancePath+"/memory/critical",schemaPath:"#/properties/memory/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/memory/critical",schemaPath:"#/properties/memory/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(misordered(data6, "higher")){
const err38 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
if(data.cpu !== undefined){
let data9 = data.cpu;
if((!((typeof data9 == "number") && (isFinite(data9)))) && (!(data9 && typeof data9 == "object" && !Array.isArray(data9)))){
const err39 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/type",keyword:"type",params:{type: schema39.properties.cpu.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
const err40 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length < 1){
const err41 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key2 in data9){
if(!((key2 === "warning") || (key2 === "critical"))){
const err42 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data9.warning !== undefined){
let data10 = data9.warning;
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err43 = {instancePath:instancePath+"/cpu/warning",schemaPath:"#/properties/cpu/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/cpu/warning",schemaPath:"#/properties/cpu/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data9.critical !== undefined){
let data11 = data9.critical;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
const err45 = {instancePath:instancePath+"/cpu/critical",schemaPath:"#/properties/cpu/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/cpu/critical",schemaPath:"#/properties/cpu/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(misordered(data9, "higher")){
const err47 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data.age !== undefined){
let data12 = data.age;
if((typeof data12 !== "string") && (!(data12 && typeof data12 == "object" && !Array.isArray(data12)))){
const err48 = {instancePath:instancePath+"/age",schemaPath:"#/properties/age/type",keyword:"type",params:{type: schema39.properties.age.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(typeof data12 === "string"){
if(!pattern4.test(data12)){
const err49 = {instancePath:instancePath+"/age",schemaPath:"#/properties/age/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(Object.keys(data12).length < 1){
const err50 = {instancePath:instancePath+"/age",schemaPath:"#/properties/age/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key3 in data12){
if(!((key3 === "warning") || (key3 === "critical"))){
const err51 = {instancePath:instancePath+"/age",schemaPath:"#/properties/age/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data12.warning !== undefined){
let data13 = data12.warning;
if(typeof data13 === "string"){
if(!pattern4.test(data13)){
const err52 = {instancePath:instancePath+"/age/warning",schemaPath:"#/properties/age/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/age/warning",schemaPath:"#/properties/age/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data12.critical !== undefined){
let data14 = data12.critical;
if(typeof data14 === "string"){
if(!pattern4.test(data14)){
const err54 = {instancePath:instancePath+"/age/critical",schemaPath:"#/properties/age/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/age/critical",schemaPath:"#/properties/age/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(misordered(data12, "higher")){
const err56 = {instancePath:instancePath+"/age",schemaPath:"#/properties/age/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
if(data.descriptors !== undefined){
let data15 = data.descriptors;
if((!((typeof data15 == "number") && (isFinite(data15)))) && (!(data15 && typeof data15 == "object" && !Array.isArray(data15)))){
const err57 = {instancePath:instancePath+"/descriptors",schemaPath:"#/properties/descriptors/type",keyword:"type",params:{type: schema39.properties.descriptors.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err58 = {instancePath:instancePath+"/descriptors",schemaPath:"#/properties/descriptors/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length < 1){
const err59 = {instancePath:instancePath+"/descriptors",schemaPath:"#/properties/descriptors/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
for(const key4 in data15){
if(!((key4 === "warning") || (key4 === "critical"))){
const err60 = {instancePath:instancePath+"/descriptors",schemaPath:"#/properties/descriptors/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data15.warning !== undefined){
let data16 = data15.warning;
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
const err61 = {instancePath:instancePath+"/descriptors/warning",schemaPath:"#/properties/descriptors/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/descriptors/warning",schemaPath:"#/properties/descriptors/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data15.critical !== undefined){
let data17 = data15.critical;
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 0 || isNaN(data17)){
const err63 = {instancePath:instancePath+"/descriptors/critical",schemaPath:"#/properties/descriptors/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/descriptors/critical",schemaPath:"#/properties/descriptors/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(misordered(data15, "higher")){
const err65 = {instancePath:instancePath+"/descriptors",schemaPath:"#/properties/descriptors/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
}
else {
const err66 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $smtp = validate29;
const schema40 = {"type":"object","additionalProperties":false,"required":["target"],"properties":{"target":{"type":"string","format":"host-port","description":"host:port or [v6]:port"},"tls":{"type":"string","enum":["starttls","if-offered","implicit","none"],"description":"default if-offered"},"serverName":{"type":"string","format":"host","description":"the name that its certificate is to have"},"insecure":{"type":"boolean","description":"accept any certificate"},"ca":{"type":"string","minLength":1,"maxLength":1000,"description":"file of certificates to trust"},"ehlo":{"type":"string","format":"host","description":"the name to greet with"},"auth":{"type":"object","additionalProperties":false,"required":["user","password"],"properties":{"user":{"type":"string","maxLength":200,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"a user name"},"password":{"description":"{ secret: NAME }, the name of a secret in the agent's own configuration","anyOf":[{"type":"object","additionalProperties":false,"required":["secret"],"properties":{"secret":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}}}]}}},"from":{"type":"string","maxLength":254,"pattern":"^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$","description":"a mail address"},"to":{"type":"string","maxLength":254,"pattern":"^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$","description":"a mail address"},"slowerThan":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: the longest time of the whole","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"}},"dependentRequired":{"to":["from"],"from":["to"]},"description":"without auth, or with another tls than none","anyOf":[{"type":"object","properties":{"auth":false}},{"type":"object","properties":{"tls":{"type":"string","not":{"const":"none"}}}}],"$id":"smtp"};
const pattern48 = new RegExp("^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$", "u");

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="smtp" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.auth !== undefined){
const err0 = {instancePath:instancePath+"/auth",schemaPath:"#/anyOf/0/properties/auth/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = {};
props0.auth = true;
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.tls !== undefined){
let data1 = data.tls;
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/tls",schemaPath:"#/anyOf/1/properties/tls/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const _errs8 = errors;
const _errs9 = errors;
if("none" !== data1){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid3 = _errs9 === errors;
if(valid3){
const err4 = {instancePath:instancePath+"/tls",schemaPath:"#/anyOf/1/properties/tls/not",keyword:"not",params:{},message:"must NOT be valid"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.tls = true;
}
}
if(!valid0){
const err6 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!(func11.call(schema40.properties, key0))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.target !== undefined){
let data2 = data.target;
if(typeof data2 === "string"){
if(!(formats0(data2))){
const err9 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/format",keyword:"format",params:{format: "host-port"},message:"must match format \""+"host-port"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.tls !== undefined){
let data3 = data.tls;
if(typeof data3 !== "string"){
const err11 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!((((data3 === "starttls") || (data3 === "if-offered")) || (data3 === "implicit")) || (data3 === "none"))){
const err12 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/enum",keyword:"enum",params:{allowedValues: schema40.properties.tls.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.serverName !== undefined){
let data4 = data.serverName;
if(typeof data4 === "string"){
if(!(formats2(data4))){
const err13 = {instancePath:instancePath+"/serverName",schemaPath:"#/properties/serverName/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/serverName",schemaPath:"#/properties/serverName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.insecure !== undefined){
if(typeof data.insecure !== "boolean"){
const err15 = {instancePath:instancePath+"/insecure",schemaPath:"#/properties/insecure/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.ca !== undefined){
let data6 = data.ca;
if(typeof data6 === "string"){
if(func1(data6) > 1000){
const err16 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(func1(data6) < 1){
const err17 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/ca",schemaPath:"#/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.ehlo !== undefined){
let data7 = data.ehlo;
if(typeof data7 === "string"){
if(!(formats2(data7))){
const err19 = {instancePath:instancePath+"/ehlo",schemaPath:"#/properties/ehlo/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/ehlo",schemaPath:"#/properties/ehlo/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.auth !== undefined){
let data8 = data.auth;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.user === undefined){
const err21 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/required",keyword:"required",params:{missingProperty: "user"},message:"must have required property '"+"user"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data8.password === undefined){
const err22 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/required",keyword:"required",params:{missingProperty: "password"},message:"must have required property '"+"password"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key1 in data8){
if(!((key1 === "user") || (key1 === "password"))){
const err23 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data8.user !== undefined){
let data9 = data8.user;
if(typeof data9 === "string"){
if(func1(data9) > 200){
const err24 = {instancePath:instancePath+"/auth/user",schemaPath:"#/properties/auth/properties/user/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern39.test(data9)){
const err25 = {instancePath:instancePath+"/auth/user",schemaPath:"#/properties/auth/properties/user/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/auth/user",schemaPath:"#/properties/auth/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.password !== undefined){
let data10 = data8.password;
const _errs29 = errors;
let valid6 = false;
const _errs30 = errors;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.secret === undefined){
const err27 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/anyOf/0/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key2 in data10){
if(!(key2 === "secret")){
const err28 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data10.secret !== undefined){
let data11 = data10.secret;
if(typeof data11 === "string"){
if(!pattern37.test(data11)){
const err29 = {instancePath:instancePath+"/auth/password/secret",schemaPath:"#/properties/auth/properties/password/anyOf/0/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/auth/password/secret",schemaPath:"#/properties/auth/properties/password/anyOf/0/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid1 = _errs30 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const err32 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err33 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.from !== undefined){
let data12 = data.from;
if(typeof data12 === "string"){
if(func1(data12) > 254){
const err34 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern48.test(data12)){
const err35 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/pattern",keyword:"pattern",params:{pattern: "^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$"},message:"must match pattern \""+"^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$"+"\""};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.to !== undefined){
let data13 = data.to;
if(typeof data13 === "string"){
if(func1(data13) > 254){
const err37 = {instancePath:instancePath+"/to",schemaPath:"#/properties/to/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!pattern48.test(data13)){
const err38 = {instancePath:instancePath+"/to",schemaPath:"#/properties/to/pattern",keyword:"pattern",params:{pattern: "^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$"},message:"must match pattern \""+"^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$"+"\""};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/to",schemaPath:"#/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.slowerThan !== undefined){
let data14 = data.slowerThan;
if((typeof data14 !== "string") && (!(data14 && typeof data14 == "object" && !Array.isArray(data14)))){
const err40 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/type",keyword:"type",params:{type: schema40.properties.slowerThan.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(typeof data14 === "string"){
if(!pattern4.test(data14)){
const err41 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(Object.keys(data14).length < 1){
const err42 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
for(const key3 in data14){
if(!((key3 === "warning") || (key3 === "critical"))){
const err43 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data14.warning !== undefined){
let data15 = data14.warning;
if(typeof data15 === "string"){
if(!pattern4.test(data15)){
const err44 = {instancePath:instancePath+"/slowerThan/warning",schemaPath:"#/properties/slowerThan/properties/warning/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/slowerThan/warning",schemaPath:"#/properties/slowerThan/properties/warning/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data14.critical !== undefined){
let data16 = data14.critical;
if(typeof data16 === "string"){
if(!pattern4.test(data16)){
const err46 = {instancePath:instancePath+"/slowerThan/critical",schemaPath:"#/properties/slowerThan/properties/critical/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/slowerThan/critical",schemaPath:"#/properties/slowerThan/properties/critical/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(misordered(data14, "higher")){
const err48 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
if(data.to !== undefined){
if(data.from === undefined){
const err49 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "to",
    missingProperty: "from",
    depsCount: 1,
    deps: "from"},message:"must have property from when property to is present"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.from !== undefined){
if(data.to === undefined){
const err50 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "from",
    missingProperty: "to",
    depsCount: 1,
    deps: "to"},message:"must have property to when property from is present"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $snmp = validate30;
const schema41 = {"type":"object","additionalProperties":false,"required":["target"],"description":"with a community or with v3, and not with both","anyOf":[{"type":"object","required":["community"],"properties":{"community":true,"v3":false}},{"type":"object","required":["v3"],"properties":{"v3":true,"community":false}}],"properties":{"target":{"type":"string","format":"host-maybe-port","description":"host or host:port"},"community":{"description":"{ secret: NAME }, the name of a secret in the agent's own configuration","anyOf":[{"type":"object","additionalProperties":false,"required":["secret"],"properties":{"secret":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}}}]},"v3":{"type":"object","additionalProperties":false,"required":["user"],"dependentRequired":{"privacy":["auth"]},"properties":{"user":{"type":"string","maxLength":255,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"a user name"},"context":{"type":"string","maxLength":255,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"the name of a context"},"auth":{"type":"object","additionalProperties":false,"required":["protocol","key"],"properties":{"protocol":{"type":"string","enum":["md5","sha","sha224","sha256","sha384","sha512"]},"key":{"description":"{ secret: NAME }, the name of a secret in the agent's own configuration","anyOf":[{"type":"object","additionalProperties":false,"required":["secret"],"properties":{"secret":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}}}]}}},"privacy":{"type":"object","additionalProperties":false,"required":["protocol","key"],"properties":{"protocol":{"type":"string","enum":["aes","aes256b","aes256r"]},"key":{"description":"{ secret: NAME }, the name of a secret in the agent's own configuration","anyOf":[{"type":"object","additionalProperties":false,"required":["secret"],"properties":{"secret":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}}}]}}}}},"interface":{"anyOf":[{"type":"integer","minimum":1,"maximum":2147483647},{"type":"string","maxLength":255,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"a name"}],"description":"the name of an interface as the device writes it, or its index"},"utilisation":{"minimum":0,"maximum":100,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0,"maximum":100},"critical":{"type":"number","minimum":0,"maximum":100}},"worse":"higher","description":"a number, or { warning, critical }: percent of the speed in use, the busier direction"},"errors":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: faulty packets per second"},"oids":{"type":"array","minItems":1,"maxItems":16,"distinct":"as","items":{"type":"object","additionalProperties":false,"required":["oid","as"],"worse":"higher","properties":{"oid":{"type":"string","format":"oid","description":"an object identifier such as 1.3.6.1.2.1.1.3.0"},"as":{"type":"string","pattern":"^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$","description":"a name of small letters, digits and _, other than those that the check has itself"},"rate":{"type":"boolean","description":"per second, of a counter"},"warning":{"type":"number","description":"a number"},"critical":{"type":"number","description":"a number"},"atLeast":{"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number"},"critical":{"type":"number"}},"worse":"lower","description":"a number, or { warning, critical }: the least that will do"},"expect":{"anyOf":[{"type":"number"},{"type":"string","maxLength":200},{"type":"array","minItems":1,"maxItems":20,"items":{"anyOf":[{"type":"number"},{"type":"string","maxLength":200}],"description":"a number or a text"}}],"description":"a number or a text, or a list of them"}}}}},"dependentRequired":{"utilisation":["interface"],"errors":["interface"]},"$id":"snmp"};
const formats30 = formats.oid;
const pattern59 = new RegExp("^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$", "u");

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="snmp" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.community === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "community"},message:"must have required property '"+"community"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.v3 !== undefined){
const err1 = {instancePath:instancePath+"/v3",schemaPath:"#/anyOf/0/properties/v3/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = {};
props0.community = true;
props0.v3 = true;
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.v3 === undefined){
const err3 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "v3"},message:"must have required property '"+"v3"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.community !== undefined){
const err4 = {instancePath:instancePath+"/community",schemaPath:"#/anyOf/1/properties/community/false schema",keyword:"false schema",params:{},message:"boolean schema is false"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.v3 = true;
props0.community = true;
}
}
if(!valid0){
const err6 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "target") || (key0 === "community")) || (key0 === "v3")) || (key0 === "interface")) || (key0 === "utilisation")) || (key0 === "errors")) || (key0 === "oids"))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.target !== undefined){
let data2 = data.target;
if(typeof data2 === "string"){
if(!(formats6(data2))){
const err9 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/format",keyword:"format",params:{format: "host-maybe-port"},message:"must match format \""+"host-maybe-port"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.community !== undefined){
let data3 = data.community;
const _errs10 = errors;
let valid4 = false;
const _errs11 = errors;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.secret === undefined){
const err11 = {instancePath:instancePath+"/community",schemaPath:"#/properties/community/anyOf/0/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 in data3){
if(!(key1 === "secret")){
const err12 = {instancePath:instancePath+"/community",schemaPath:"#/properties/community/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.secret !== undefined){
let data4 = data3.secret;
if(typeof data4 === "string"){
if(!pattern37.test(data4)){
const err13 = {instancePath:instancePath+"/community/secret",schemaPath:"#/properties/community/anyOf/0/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/community/secret",schemaPath:"#/properties/community/anyOf/0/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/community",schemaPath:"#/properties/community/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid1 = _errs11 === errors;
valid4 = valid4 || _valid1;
if(!valid4){
const err16 = {instancePath:instancePath+"/community",schemaPath:"#/properties/community/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
}
if(data.v3 !== undefined){
let data5 = data.v3;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.user === undefined){
const err17 = {instancePath:instancePath+"/v3",schemaPath:"#/properties/v3/required",keyword:"required",params:{missingProperty: "user"},message:"must have required property '"+"user"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data5){
if(!((((key2 === "user") || (key2 === "context")) || (key2 === "auth")) || (key2 === "privacy"))){
const err18 = {instancePath:instancePath+"/v3",schemaPath:"#/properties/v3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data5.user !== undefined){
let data6 = data5.user;
if(typeof data6 === "string"){
if(func1(data6) > 255){
const err19 = {instancePath:instancePath+"/v3/user",schemaPath:"#/properties/v3/properties/user/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!pattern39.test(data6)){
const err20 = {instancePath:instancePath+"/v3/user",schemaPath:"#/properties/v3/properties/user/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\""};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/v3/user",schemaPath:"#/properties/v3/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data5.context !== undefined){
let data7 = data5.context;
if(typeof data7 === "string"){
if(func1(data7) > 255){
const err22 = {instancePath:instancePath+"/v3/context",schemaPath:"#/properties/v3/properties/context/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern39.test(data7)){
const err23 = {instancePath:instancePath+"/v3/context",schemaPath:"#/properties/v3/properties/context/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/v3/context",schemaPath:"#/properties/v3/properties/context/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data5.auth !== undefined){
let data8 = data5.auth;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.protocol === undefined){
const err25 = {instancePath:instancePath+"/v3/auth",schemaPath:"#/properties/v3/properties/auth/required",keyword:"required",params:{missingProperty: "protocol"},message:"must have required property '"+"protocol"+"'"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8.key === undefined){
const err26 = {instancePath:instancePath+"/v3/auth",schemaPath:"#/properties/v3/properties/auth/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key3 in data8){
if(!((key3 === "protocol") || (key3 === "key"))){
const err27 = {instancePath:instancePath+"/v3/auth",schemaPath:"#/properties/v3/properties/auth/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data8.protocol !== undefined){
let data9 = data8.protocol;
if(typeof data9 !== "string"){
const err28 = {instancePath:instancePath+"/v3/auth/protocol",schemaPath:"#/properties/v3/properties/auth/properties/protocol/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!((((((data9 === "md5") || (data9 === "sha")) || (data9 === "sha224")) || (data9 === "sha256")) || (data9 === "sha384")) || (data9 === "sha512"))){
const err29 = {instancePath:instancePath+"/v3/auth/protocol",schemaPath:"#/properties/v3/properties/auth/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema41.properties.v3.properties.auth.properties.protocol.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data8.key !== undefined){
let data10 = data8.key;
const _errs29 = errors;
let valid8 = false;
const _errs30 = errors;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.secret === undefined){
const err30 = {instancePath:instancePath+"/v3/auth/key",schemaPath:"#/properties/v3/properties/auth/properties/key/anyOf/0/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key4 in data10){
if(!(key4 === "secret")){
const err31 = {instancePath:instancePath+"/v3/auth/key",schemaPath:"#/properties/v3/properties/auth/properties/key/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data10.secret !== undefined){
let data11 = data10.secret;
if(typeof data11 === "string"){
if(!pattern37.test(data11)){
const err32 = {instancePath:instancePath+"/v3/auth/key/secret",schemaPath:"#/properties/v3/properties/auth/properties/key/anyOf/0/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/v3/auth/key/secret",schemaPath:"#/properties/v3/properties/auth/properties/key/anyOf/0/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/v3/auth/key",schemaPath:"#/properties/v3/properties/auth/properties/key/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid2 = _errs30 === errors;
valid8 = valid8 || _valid2;
if(!valid8){
const err35 = {instancePath:instancePath+"/v3/auth/key",schemaPath:"#/properties/v3/properties/auth/properties/key/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err36 = {instancePath:instancePath+"/v3/auth",schemaPath:"#/properties/v3/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data5.privacy !== undefined){
let data12 = data5.privacy;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.protocol === undefined){
const err37 = {instancePath:instancePath+"/v3/privacy",schemaPath:"#/properties/v3/properties/privacy/required",keyword:"required",params:{missingProperty: "protocol"},message:"must have required property '"+"protocol"+"'"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data12.key === undefined){
const err38 = {instancePath:instancePath+"/v3/privacy",schemaPath:"#/properties/v3/properties/privacy/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key5 in data12){
if(!((key5 === "protocol") || (key5 === "key"))){
const err39 = {instancePath:instancePath+"/v3/privacy",schemaPath:"#/properties/v3/properties/privacy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data12.protocol !== undefined){
let data13 = data12.protocol;
if(typeof data13 !== "string"){
const err40 = {instancePath:instancePath+"/v3/privacy/protocol",schemaPath:"#/properties/v3/properties/privacy/properties/protocol/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!(((data13 === "aes") || (data13 === "aes256b")) || (data13 === "aes256r"))){
const err41 = {instancePath:instancePath+"/v3/privacy/protocol",schemaPath:"#/properties/v3/properties/privacy/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema41.properties.v3.properties.privacy.properties.protocol.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data12.key !== undefined){
let data14 = data12.key;
const _errs41 = errors;
let valid11 = false;
const _errs42 = errors;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.secret === undefined){
const err42 = {instancePath:instancePath+"/v3/privacy/key",schemaPath:"#/properties/v3/properties/privacy/properties/key/anyOf/0/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
for(const key6 in data14){
if(!(key6 === "secret")){
const err43 = {instancePath:instancePath+"/v3/privacy/key",schemaPath:"#/properties/v3/properties/privacy/properties/key/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data14.secret !== undefined){
let data15 = data14.secret;
if(typeof data15 === "string"){
if(!pattern37.test(data15)){
const err44 = {instancePath:instancePath+"/v3/privacy/key/secret",schemaPath:"#/properties/v3/properties/privacy/properties/key/anyOf/0/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/v3/privacy/key/secret",schemaPath:"#/properties/v3/properties/privacy/properties/key/anyOf/0/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/v3/privacy/key",schemaPath:"#/properties/v3/properties/privacy/properties/key/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
var _valid3 = _errs42 === errors;
valid11 = valid11 || _valid3;
if(!valid11){
const err47 = {instancePath:instancePath+"/v3/privacy/key",schemaPath:"#/properties/v3/properties/privacy/properties/key/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
else {
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err48 = {instancePath:instancePath+"/v3/privacy",schemaPath:"#/properties/v3/properties/privacy/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data5.privacy !== undefined){
if(data5.auth === undefined){
const err49 = {instancePath:instancePath+"/v3",schemaPath:"#/properties/v3/dependentRequired",keyword:"dependentRequired",params:{property: "privacy",
    missingProperty: "auth",
    depsCount: 1,
    deps: "auth"},message:"must have property auth when property privacy is present"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/v3",schemaPath:"#/properties/v3/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.interface !== undefined){
let data16 = data.interface;
const _errs48 = errors;
let valid13 = false;
const _errs49 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err51 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 2147483647 || isNaN(data16)){
const err52 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data16 < 1 || isNaN(data16)){
const err53 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
var _valid4 = _errs49 === errors;
valid13 = valid13 || _valid4;
const _errs51 = errors;
if(typeof data16 === "string"){
if(func1(data16) > 255){
const err54 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(!pattern39.test(data16)){
const err55 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\""};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
var _valid4 = _errs51 === errors;
valid13 = valid13 || _valid4;
if(!valid13){
const err57 = {instancePath:instancePath+"/interface",schemaPath:"#/properties/interface/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
else {
errors = _errs48;
if(vErrors !== null){
if(_errs48){
vErrors.length = _errs48;
}
else {
vErrors = null;
}
}
}
}
if(data.utilisation !== undefined){
let data17 = data.utilisation;
if((!((typeof data17 == "number") && (isFinite(data17)))) && (!(data17 && typeof data17 == "object" && !Array.isArray(data17)))){
const err58 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/type",keyword:"type",params:{type: schema41.properties.utilisation.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 100 || isNaN(data17)){
const err59 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err60 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(Object.keys(data17).length < 1){
const err61 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key7 in data17){
if(!((key7 === "warning") || (key7 === "critical"))){
const err62 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data17.warning !== undefined){
let data18 = data17.warning;
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 100 || isNaN(data18)){
const err63 = {instancePath:instancePath+"/utilisation/warning",schemaPath:"#/properties/utilisation/properties/warning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data18 < 0 || isNaN(data18)){
const err64 = {instancePath:instancePath+"/utilisation/warning",schemaPath:"#/properties/utilisation/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/utilisation/warning",schemaPath:"#/properties/utilisation/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data17.critical !== undefined){
let data19 = data17.critical;
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 100 || isNaN(data19)){
const err66 = {instancePath:instancePath+"/utilisation/critical",schemaPath:"#/properties/utilisation/properties/critical/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data19 < 0 || isNaN(data19)){
const err67 = {instancePath:instancePath+"/utilisation/critical",schemaPath:"#/properties/utilisation/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/utilisation/critical",schemaPath:"#/properties/utilisation/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(misordered(data17, "higher")){
const err69 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
if(data.errors !== undefined){
let data20 = data.errors;
if((!((typeof data20 == "number") && (isFinite(data20)))) && (!(data20 && typeof data20 == "object" && !Array.isArray(data20)))){
const err70 = {instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/type",keyword:"type",params:{type: schema41.properties.errors.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err71 = {instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length < 1){
const err72 = {instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key8 in data20){
if(!((key8 === "warning") || (key8 === "critical"))){
const err73 = {instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data20.warning !== undefined){
let data21 = data20.warning;
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err74 = {instancePath:instancePath+"/errors/warning",schemaPath:"#/properties/errors/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/errors/warning",schemaPath:"#/properties/errors/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data20.critical !== undefined){
let data22 = data20.critical;
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
const err76 = {instancePath:instancePath+"/errors/critical",schemaPath:"#/properties/errors/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/errors/critical",schemaPath:"#/properties/errors/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(misordered(data20, "higher")){
const err78 = {instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
if(data.oids !== undefined){
let data23 = data.oids;
if(Array.isArray(data23)){
if(data23.length > 16){
const err79 = {instancePath:instancePath+"/oids",schemaPath:"#/properties/oids/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data23.length < 1){
const err80 = {instancePath:instancePath+"/oids",schemaPath:"#/properties/oids/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
const len0 = data23.length;
for(let i0=0; i0<len0; i0++){
let data24 = data23[i0];
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.oid === undefined){
const err81 = {instancePath:instancePath+"/oids/" + i0,schemaPath:"#/properties/oids/items/required",keyword:"required",params:{missingProperty: "oid"},message:"must have required property '"+"oid"+"'"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data24.as === undefined){
const err82 = {instancePath:instancePath+"/oids/" + i0,schemaPath:"#/properties/oids/items/required",keyword:"required",params:{missingProperty: "as"},message:"must have required property '"+"as"+"'"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
for(const key9 in data24){
if(!(((((((key9 === "oid") || (key9 === "as")) || (key9 === "rate")) || (key9 === "warning")) || (key9 === "critical")) || (key9 === "atLeast")) || (key9 === "expect"))){
const err83 = {instancePath:instancePath+"/oids/" + i0,schemaPath:"#/properties/oids/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data24.oid !== undefined){
let data25 = data24.oid;
if(typeof data25 === "string"){
if(!(formats30(data25))){
const err84 = {instancePath:instancePath+"/oids/" + i0+"/oid",schemaPath:"#/properties/oids/items/properties/oid/format",keyword:"format",params:{format: "oid"},message:"must match format \""+"oid"+"\""};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/oids/" + i0+"/oid",schemaPath:"#/properties/oids/items/properties/oid/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data24.as !== undefined){
let data26 = data24.as;
if(typeof data26 === "string"){
if(!pattern59.test(data26)){
const err86 = {instancePath:instancePath+"/oids/" + i0+"/as",schemaPath:"#/properties/oids/items/properties/as/pattern",keyword:"pattern",params:{pattern: "^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$"},message:"must match pattern \""+"^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$"+"\""};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/oids/" + i0+"/as",schemaPath:"#/properties/oids/items/properties/as/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data24.rate !== undefined){
if(typeof data24.rate !== "boolean"){
const err88 = {instancePath:instancePath+"/oids/" + i0+"/rate",schemaPath:"#/properties/oids/items/properties/rate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data24.warning !== undefined){
let data28 = data24.warning;
if(!((typeof data28 == "number") && (isFinite(data28)))){
const err89 = {instancePath:instancePath+"/oids/" + i0+"/warning",schemaPath:"#/properties/oids/items/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data24.critical !== undefined){
let data29 = data24.critical;
if(!((typeof data29 == "number") && (isFinite(data29)))){
const err90 = {instancePath:instancePath+"/oids/" + i0+"/critical",schemaPath:"#/properties/oids/items/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data24.atLeast !== undefined){
let data30 = data24.atLeast;
if((!((typeof data30 == "number") && (isFinite(data30)))) && (!(data30 && typeof data30 == "object" && !Array.isArray(data30)))){
const err91 = {instancePath:instancePath+"/oids/" + i0+"/atLeast",schemaPath:"#/properties/oids/items/properties/atLeast/type",keyword:"type",params:{type: schema41.properties.oids.items.properties.atLeast.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(Object.keys(data30).length < 1){
const err92 = {instancePath:instancePath+"/oids/" + i0+"/atLeast",schemaPath:"#/properties/oids/items/properties/atLeast/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
for(const key10 in data30){
if(!((key10 === "warning") || (key10 === "critical"))){
const err93 = {instancePath:instancePath+"/oids/" + i0+"/atLeast",schemaPath:"#/properties/oids/items/properties/atLeast/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data30.warning !== undefined){
let data31 = data30.warning;
if(!((typeof data31 == "number") && (isFinite(data31)))){
const err94 = {instancePath:instancePath+"/oids/" + i0+"/atLeast/warning",schemaPath:"#/properties/oids/items/properties/atLeast/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data30.critical !== undefined){
let data32 = data30.critical;
if(!((typeof data32 == "number") && (isFinite(data32)))){
const err95 = {instancePath:instancePath+"/oids/" + i0+"/atLeast/critical",schemaPath:"#/properties/oids/items/properties/atLeast/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(misordered(data30, "lower")){
const err96 = {instancePath:instancePath+"/oids/" + i0+"/atLeast",schemaPath:"#/properties/oids/items/properties/atLeast/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
if(data24.expect !== undefined){
let data33 = data24.expect;
const _errs90 = errors;
let valid20 = false;
const _errs91 = errors;
if(!((typeof data33 == "number") && (isFinite(data33)))){
const err97 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
var _valid5 = _errs91 === errors;
valid20 = valid20 || _valid5;
const _errs93 = errors;
if(typeof data33 === "string"){
if(func1(data33) > 200){
const err98 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
var _valid5 = _errs93 === errors;
valid20 = valid20 || _valid5;
const _errs95 = errors;
if(Array.isArray(data33)){
if(data33.length > 20){
const err100 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data33.length < 1){
const err101 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
const len1 = data33.length;
for(let i1=0; i1<len1; i1++){
let data34 = data33[i1];
const _errs98 = errors;
let valid23 = false;
const _errs99 = errors;
if(!((typeof data34 == "number") && (isFinite(data34)))){
const err102 = {instancePath:instancePath+"/oids/" + i0+"/expect/" + i1,schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/items/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
var _valid6 = _errs99 === errors;
valid23 = valid23 || _valid6;
const _errs101 = errors;
if(typeof data34 === "string"){
if(func1(data34) > 200){
const err103 = {instancePath:instancePath+"/oids/" + i0+"/expect/" + i1,schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/items/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/oids/" + i0+"/expect/" + i1,schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/items/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
var _valid6 = _errs101 === errors;
valid23 = valid23 || _valid6;
if(!valid23){
const err105 = {instancePath:instancePath+"/oids/" + i0+"/expect/" + i1,schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
else {
errors = _errs98;
if(vErrors !== null){
if(_errs98){
vErrors.length = _errs98;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err106 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf/2/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
var _valid5 = _errs95 === errors;
valid20 = valid20 || _valid5;
if(!valid20){
const err107 = {instancePath:instancePath+"/oids/" + i0+"/expect",schemaPath:"#/properties/oids/items/properties/expect/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
else {
errors = _errs90;
if(vErrors !== null){
if(_errs90){
vErrors.length = _errs90;
}
else {
vErrors = null;
}
}
}
}
if(misordered(data24, "higher")){
const err108 = {instancePath:instancePath+"/oids/" + i0,schemaPath:"#/properties/oids/items/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/oids/" + i0,schemaPath:"#/properties/oids/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(twinOf(data23, "as") !== null){
const err110 = {instancePath:instancePath+"/oids",schemaPath:"#/properties/oids/distinct",keyword:"distinct",params:{},message:"must have a different as each"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/oids",schemaPath:"#/properties/oids/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.utilisation !== undefined){
if(data.interface === undefined){
const err112 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "utilisation",
    missingProperty: "interface",
    depsCount: 1,
    deps: "interface"},message:"must have property interface when property utilisation is present"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data.errors !== undefined){
if(data.interface === undefined){
const err113 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "errors",
    missingProperty: "interface",
    depsCount: 1,
    deps: "interface"},message:"must have property interface when property errors is present"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $systemd = validate31;
const schema42 = {"type":"object","additionalProperties":false,"anyOf":[{"type":"object","properties":{"units":{}},"required":["units"]},{"type":"object","properties":{"failed":{}},"required":["failed"]}],"description":"units, or failed: none, or both","properties":{"units":{"type":"array","description":"units that have to be active","minItems":1,"maxItems":10,"uniqueItems":true,"items":{"type":"string","maxLength":255,"pattern":"^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$","description":"the name of a unit, such as nginx.service, without blanks, globs or a leading -"}},"failed":{"type":"string","enum":["none"],"description":"no unit of the whole system may have failed"},"restarts":{"minimum":0,"type":["number","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"number","minimum":0},"critical":{"type":"number","minimum":0}},"worse":"higher","description":"a number, or { warning, critical }: restarts of a unit since the result before"}},"$id":"systemd"};
const pattern60 = new RegExp("^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$", "u");

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="systemd" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.units === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "units"},message:"must have required property '"+"units"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = {};
props0.units = true;
}
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.failed === undefined){
const err2 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "failed"},message:"must have required property '"+"failed"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.failed = true;
}
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "units") || (key0 === "failed")) || (key0 === "restarts"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.units !== undefined){
let data0 = data.units;
if(Array.isArray(data0)){
if(data0.length > 10){
const err6 = {instancePath:instancePath+"/units",schemaPath:"#/properties/units/maxItems",keyword:"maxItems",params:{limit: 10},message:"must NOT have more than 10 items"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data0.length < 1){
const err7 = {instancePath:instancePath+"/units",schemaPath:"#/properties/units/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(func1(data1) > 255){
const err8 = {instancePath:instancePath+"/units/" + i0,schemaPath:"#/properties/units/items/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern60.test(data1)){
const err9 = {instancePath:instancePath+"/units/" + i0,schemaPath:"#/properties/units/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$"},message:"must match pattern \""+"^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/units/" + i0,schemaPath:"#/properties/units/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err11 = {instancePath:instancePath+"/units",schemaPath:"#/properties/units/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err12 = {instancePath:instancePath+"/units",schemaPath:"#/properties/units/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.failed !== undefined){
let data2 = data.failed;
if(typeof data2 !== "string"){
const err13 = {instancePath:instancePath+"/failed",schemaPath:"#/properties/failed/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!(data2 === "none")){
const err14 = {instancePath:instancePath+"/failed",schemaPath:"#/properties/failed/enum",keyword:"enum",params:{allowedValues: schema42.properties.failed.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.restarts !== undefined){
let data3 = data.restarts;
if((!((typeof data3 == "number") && (isFinite(data3)))) && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
const err15 = {instancePath:instancePath+"/restarts",schemaPath:"#/properties/restarts/type",keyword:"type",params:{type: schema42.properties.restarts.type},message:"must be number,object"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
const err16 = {instancePath:instancePath+"/restarts",schemaPath:"#/properties/restarts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
const err17 = {instancePath:instancePath+"/restarts",schemaPath:"#/properties/restarts/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key1 in data3){
if(!((key1 === "warning") || (key1 === "critical"))){
const err18 = {instancePath:instancePath+"/restarts",schemaPath:"#/properties/restarts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data3.warning !== undefined){
let data4 = data3.warning;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/restarts/warning",schemaPath:"#/properties/restarts/properties/warning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/restarts/warning",schemaPath:"#/properties/restarts/properties/warning/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data3.critical !== undefined){
let data5 = data3.critical;
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/restarts/critical",schemaPath:"#/properties/restarts/properties/critical/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/restarts/critical",schemaPath:"#/properties/restarts/properties/critical/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(misordered(data3, "higher")){
const err23 = {instancePath:instancePath+"/restarts",schemaPath:"#/properties/restarts/worse",keyword:"worse",params:{},message:"must have its warning before its critical level"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
}
else {
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $tcp = validate32;

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="tcp" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "target")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.target !== undefined){
let data0 = data.target;
if(typeof data0 === "string"){
if(!(formats0(data0))){
const err2 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/format",keyword:"format",params:{format: "host-port"},message:"must match format \""+"host-port"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $clock_texts = {
  "#/properties/maxOffset/pattern": "a duration such as 500ms, or { warning, critical }: offset of the clock by its daemon",
  "#/properties/maxOffset/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxOffset/properties/critical/pattern": "a duration such as 500ms",
  "#/properties/maxSince/pattern": "a duration such as 500ms, or { warning, critical }: time since a source last set the clock right",
  "#/properties/maxSince/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxSince/properties/critical/pattern": "a duration such as 500ms",
  "#/properties/timeZone/pattern": "the name of the time zone that the host has to have, such as Asia/Tokyo"
}
const $certificate_texts = {
  "#/properties/target/format": "host:port or [v6]:port",
  "#/properties/serverName/format": "the name to ask for and to find; default: the host of target"
}
const $dns_texts = {
  "#/properties/query/format": "a name to look up; of PTR also an address",
  "#/properties/servers/items/format": "host or host:port",
  "#/properties/expect/properties/contains/anyOf": "an answer as text, or a list of them",
  "#/properties/expect/properties/exactly/anyOf": "an answer as text, or a list of them",
  "#/properties/slowerThan/pattern": "a duration such as 500ms, or { warning, critical }: the longest time of one answer",
  "#/properties/slowerThan/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/slowerThan/properties/critical/pattern": "a duration such as 500ms"
}
const $host_texts = {
  "#/properties/mounts/items/properties/path/pattern": "an absolute path without control characters",
  "#/properties/ignoreMounts/items/pattern": "an absolute path without control characters",
  "#/properties/disks/items/properties/name/pattern": "the name of a device, such as sda or eth0",
  "#/properties/networks/items/properties/name/pattern": "the name of a device, such as sda or eth0",
  "#/properties/uptime/pattern": "a duration such as 500ms, or { warning, critical }: time since the host was started",
  "#/properties/uptime/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/uptime/properties/critical/pattern": "a duration such as 500ms"
}
const $http_texts = {
  "#/properties/url/format": "http:// or https:// URL",
  "#/properties/host/format": "Host header of its own",
  "#/properties/sni/format": "server name of the TLS handshake",
  "#/properties/expect/properties/status/anyOf": "a status 100 to 599, a class such as \"2xx\", or a list of them",
  "#/properties/expect/properties/headers/additionalProperties/format": "a text, or an expression between slashes",
  "#/properties/expect/properties/body/format": "a text, or an expression between slashes",
  "#/properties/expect/properties/json/properties/path/pattern": "$.a.b[0] or a.b[0]",
  "#/properties/slowerThan/pattern": "a duration such as 500ms"
}
const $ntp_texts = {
  "#/properties/servers/items/format": "host or host:port",
  "#/properties/maxOffset/pattern": "a duration such as 500ms, or { warning, critical }: how far this clock may be off",
  "#/properties/maxOffset/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxOffset/properties/critical/pattern": "a duration such as 500ms",
  "#/properties/maxDelay/pattern": "a duration such as 500ms, or { warning, critical }: the round trip to the nearest server",
  "#/properties/maxDelay/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxDelay/properties/critical/pattern": "a duration such as 500ms",
  "#/properties/maxSpread/pattern": "a duration such as 500ms, or { warning, critical }: how far the servers may disagree",
  "#/properties/maxSpread/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxSpread/properties/critical/pattern": "a duration such as 500ms"
}
const $ping_texts = {
  "#/properties/target/format": "host name or address"
}
const $plugin_texts = {
  "#/properties/plugin/pattern": "the name of a plugin in the agent's own configuration",
  "#/properties/args/items/pattern": "an argument without control characters"
}
const $process_texts = {
  "#/anyOf": "at least one of name, command, user and pidFile",
  "#/properties/name/pattern": "the name of a program, with * and ? for any letters",
  "#/properties/command/pattern": "a part of the command line, with * and ? for any letters",
  "#/properties/user/pattern": "the name or number of a user",
  "#/properties/pidFile/pattern": "an absolute path without control characters",
  "#/properties/age/pattern": "a duration such as 500ms, or { warning, critical }: age of the oldest",
  "#/properties/age/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/age/properties/critical/pattern": "a duration such as 500ms"
}
const $smtp_texts = {
  "#/anyOf": "without auth, or with another tls than none",
  "#/properties/target/format": "host:port or [v6]:port",
  "#/properties/serverName/format": "the name that its certificate is to have",
  "#/properties/ehlo/format": "the name to greet with",
  "#/properties/auth/properties/user/pattern": "a user name",
  "#/properties/auth/properties/password/anyOf": "{ secret: NAME }, the name of a secret in the agent's own configuration",
  "#/properties/from/pattern": "a mail address",
  "#/properties/to/pattern": "a mail address",
  "#/properties/slowerThan/pattern": "a duration such as 500ms, or { warning, critical }: the longest time of the whole",
  "#/properties/slowerThan/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/slowerThan/properties/critical/pattern": "a duration such as 500ms"
}
const $snmp_texts = {
  "#/anyOf": "with a community or with v3, and not with both",
  "#/properties/target/format": "host or host:port",
  "#/properties/community/anyOf": "{ secret: NAME }, the name of a secret in the agent's own configuration",
  "#/properties/v3/properties/user/pattern": "a user name",
  "#/properties/v3/properties/context/pattern": "the name of a context",
  "#/properties/v3/properties/auth/properties/key/anyOf": "{ secret: NAME }, the name of a secret in the agent's own configuration",
  "#/properties/v3/properties/privacy/properties/key/anyOf": "{ secret: NAME }, the name of a secret in the agent's own configuration",
  "#/properties/interface/anyOf": "the name of an interface as the device writes it, or its index",
  "#/properties/interface/anyOf/1/pattern": "a name",
  "#/properties/oids/items/properties/oid/format": "an object identifier such as 1.3.6.1.2.1.1.3.0",
  "#/properties/oids/items/properties/as/pattern": "a name of small letters, digits and _, other than those that the check has itself",
  "#/properties/oids/items/properties/expect/anyOf": "a number or a text, or a list of them",
  "#/properties/oids/items/properties/expect/anyOf/2/items/anyOf": "a number or a text"
}
const $systemd_texts = {
  "#/anyOf": "units, or failed: none, or both",
  "#/properties/units/items/pattern": "the name of a unit, such as nginx.service, without blanks, globs or a leading -"
}
const $tcp_texts = {
  "#/properties/target/format": "host:port or [v6]:port"
}

const SCHEMA_clock = {
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "daemon": {
      "type": "string",
      "enum": [
        "chrony",
        "ntpd",
        "timesyncd"
      ],
      "description": "the daemon to ask; default: the first of them that answers"
    },
    "maxOffset": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: offset of the clock by its daemon",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "maxStratum": {
      "minimum": 1,
      "maximum": 15,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        },
        "critical": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: stratum of the clock, 1 to 15"
    },
    "maxSince": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: time since a source last set the clock right",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "timeZone": {
      "type": "string",
      "pattern": "^[A-Z][A-Za-z0-9_+/-]{0,63}$",
      "description": "the name of the time zone that the host has to have, such as Asia/Tokyo"
    }
  }
}
const SCHEMA_certificate = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-port",
      "description": "host:port or [v6]:port"
    },
    "serverName": {
      "type": "string",
      "format": "host",
      "description": "the name to ask for and to find; default: the host of target"
    },
    "starttls": {
      "type": "string",
      "enum": [
        "smtp",
        "imap",
        "pop3",
        "ftp"
      ]
    },
    "daysLeft": {
      "minimum": 0,
      "maximum": 3650,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 3650
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 3650
        }
      },
      "worse": "lower",
      "description": "a number, or { warning, critical }: days until the certificate, or one of its chain, expires (default 30 and 7)"
    },
    "ca": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "file of certificates to trust"
    }
  }
}
const SCHEMA_dns = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "query"
  ],
  "properties": {
    "query": {
      "type": "string",
      "format": "host",
      "description": "a name to look up; of PTR also an address"
    },
    "record": {
      "type": "string",
      "enum": [
        "A",
        "AAAA",
        "CNAME",
        "MX",
        "NS",
        "TXT",
        "SOA",
        "SRV",
        "CAA",
        "PTR"
      ],
      "description": "default A"
    },
    "servers": {
      "type": "array",
      "minItems": 1,
      "maxItems": 10,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "format": "host-maybe-port",
        "description": "host or host:port"
      },
      "description": "name servers, each of which is to answer; default: this host's own resolvers"
    },
    "expect": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "contains": {
          "anyOf": [
            {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1000
              }
            }
          ],
          "description": "an answer as text, or a list of them"
        },
        "exactly": {
          "anyOf": [
            {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1000
              }
            }
          ],
          "description": "an answer as text, or a list of them"
        },
        "absent": {
          "const": true,
          "description": "true: the name is not to exist"
        }
      }
    },
    "slowerThan": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: the longest time of one answer",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    }
  }
}
const SCHEMA_host = {
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "cpu": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of time in which the CPUs are busy"
    },
    "iowait": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of time in which CPUs wait for disks"
    },
    "steal": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of time that the hypervisor takes from the CPUs"
    },
    "load": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: five-minute load average per CPU"
    },
    "memory": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of memory in use, without what can be given back"
    },
    "swap": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of swap space in use"
    },
    "pressure": {
      "type": "object",
      "description": "time that tasks lost by waiting (PSI)",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "cpu": {
          "minimum": 0,
          "maximum": 100,
          "type": [
            "number",
            "object"
          ],
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "warning": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            },
            "critical": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            }
          },
          "worse": "higher",
          "description": "a number, or { warning, critical }: percent of the last minute in which tasks waited for a CPU"
        },
        "memory": {
          "minimum": 0,
          "maximum": 100,
          "type": [
            "number",
            "object"
          ],
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "warning": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            },
            "critical": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            }
          },
          "worse": "higher",
          "description": "a number, or { warning, critical }: percent of the last minute in which tasks waited for memory"
        },
        "io": {
          "minimum": 0,
          "maximum": 100,
          "type": [
            "number",
            "object"
          ],
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "warning": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            },
            "critical": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            }
          },
          "worse": "higher",
          "description": "a number, or { warning, critical }: percent of the last minute in which tasks waited for disks"
        }
      }
    },
    "disk": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of the space of a mount in use"
    },
    "inodes": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of the inodes of a mount in use"
    },
    "mounts": {
      "type": "array",
      "description": "mounts that have to be there, with limits of their own",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path"
        ],
        "properties": {
          "path": {
            "type": "string",
            "maxLength": 500,
            "pattern": "^/[^\\u0000-\\u001f\\u007f]*$",
            "description": "an absolute path without control characters"
          },
          "disk": {
            "minimum": 0,
            "maximum": 100,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              },
              "critical": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: percent of the space of a mount in use"
          },
          "inodes": {
            "minimum": 0,
            "maximum": 100,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              },
              "critical": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: percent of the inodes of a mount in use"
          }
        }
      }
    },
    "ignoreMounts": {
      "type": "array",
      "description": "mounts that are left out, with all below them",
      "maxItems": 50,
      "items": {
        "type": "string",
        "maxLength": 500,
        "pattern": "^/[^\\u0000-\\u001f\\u007f]*$",
        "description": "an absolute path without control characters"
      }
    },
    "disks": {
      "type": "array",
      "description": "disks with limits",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$",
            "description": "the name of a device, such as sda or eth0"
          },
          "busy": {
            "minimum": 0,
            "maximum": 100,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              },
              "critical": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: percent of time in which the disk is busy"
          },
          "read": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second read"
          },
          "write": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second written"
          }
        }
      }
    },
    "networks": {
      "type": "array",
      "description": "interfaces with limits",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$",
            "description": "the name of a device, such as sda or eth0"
          },
          "receive": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second received"
          },
          "send": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second sent"
          }
        }
      }
    },
    "uptime": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: time since the host was started",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "lower"
    },
    "rebootRequired": {
      "type": "string",
      "enum": [
        "warning",
        "critical"
      ],
      "description": "what it is when an update waits for a restart; default: only a value"
    }
  }
}
const SCHEMA_http = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "url"
  ],
  "properties": {
    "url": {
      "type": "string",
      "maxLength": 2000,
      "format": "http-url",
      "description": "http:// or https:// URL"
    },
    "method": {
      "type": "string",
      "enum": [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "OPTIONS",
        "DELETE",
        "PATCH"
      ]
    },
    "headers": {
      "type": "object",
      "maxProperties": 50,
      "propertyNames": {
        "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
      },
      "additionalProperties": {
        "type": "string",
        "maxLength": 4000,
        "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
      }
    },
    "body": {
      "type": "string",
      "maxLength": 65536,
      "description": "what to send"
    },
    "host": {
      "type": "string",
      "format": "host-maybe-port",
      "description": "Host header of its own"
    },
    "sni": {
      "type": "string",
      "format": "host",
      "description": "server name of the TLS handshake"
    },
    "expect": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "status": {
          "description": "a status 100 to 599, a class such as \"2xx\", or a list of them",
          "anyOf": [
            {
              "type": "integer",
              "minimum": 100,
              "maximum": 599
            },
            {
              "type": "string",
              "pattern": "^[1-5]xx$"
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "anyOf": [
                  {
                    "type": "integer",
                    "minimum": 100,
                    "maximum": 599
                  },
                  {
                    "type": "string",
                    "pattern": "^[1-5]xx$"
                  }
                ]
              }
            }
          ]
        },
        "headers": {
          "type": "object",
          "minProperties": 1,
          "maxProperties": 50,
          "propertyNames": {
            "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
          },
          "additionalProperties": {
            "type": "string",
            "maxLength": 1000,
            "format": "matcher",
            "description": "a text, or an expression between slashes"
          }
        },
        "body": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1000,
          "format": "matcher",
          "description": "a text, or an expression between slashes"
        },
        "json": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "path",
            "equals"
          ],
          "properties": {
            "path": {
              "type": "string",
              "maxLength": 500,
              "pattern": "^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$",
              "description": "$.a.b[0] or a.b[0]"
            },
            "equals": {
              "type": [
                "string",
                "number",
                "boolean",
                "null"
              ]
            }
          }
        },
        "certificateDaysLeft": {
          "type": "integer",
          "minimum": 0,
          "maximum": 3650
        }
      }
    },
    "redirects": {
      "type": "integer",
      "minimum": 0,
      "maximum": 20
    },
    "redirectToHttp": {
      "type": "boolean",
      "description": "a redirect from https to http may be followed"
    },
    "slowerThan": {
      "type": "string",
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms"
    },
    "maxBody": {
      "type": "integer",
      "minimum": 0,
      "maximum": 16777216,
      "description": "bytes read of the answer"
    },
    "insecure": {
      "type": "boolean",
      "description": "accept any certificate"
    },
    "ca": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "file of certificates to trust"
    }
  }
}
const SCHEMA_ntp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "servers",
    "maxOffset"
  ],
  "properties": {
    "servers": {
      "type": "array",
      "minItems": 1,
      "maxItems": 10,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "format": "host-maybe-port",
        "description": "host or host:port"
      }
    },
    "maxOffset": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: how far this clock may be off",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher",
      "required": [
        "critical"
      ]
    },
    "maxDelay": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: the round trip to the nearest server",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "maxSpread": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: how far the servers may disagree",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "maxStratum": {
      "minimum": 1,
      "maximum": 15,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        },
        "critical": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: the highest stratum of a server"
    },
    "samples": {
      "type": "integer",
      "minimum": 1,
      "maximum": 8,
      "description": "samples per server, default 1"
    }
  }
}
const SCHEMA_ping = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host",
      "description": "host name or address"
    },
    "count": {
      "type": "integer",
      "minimum": 1,
      "maximum": 20,
      "description": "echo requests, default 3"
    },
    "maxLoss": {
      "type": "integer",
      "minimum": 0,
      "maximum": 99,
      "description": "percent of requests that may be lost, default: any reply will do"
    }
  }
}
const SCHEMA_plugin = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "plugin"
  ],
  "properties": {
    "plugin": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
      "description": "the name of a plugin in the agent's own configuration"
    },
    "args": {
      "type": "array",
      "description": "arguments after those of the agent, where it allows them",
      "maxItems": 50,
      "items": {
        "type": "string",
        "maxLength": 1000,
        "pattern": "^[^\\u0000-\\u001f\\u007f]*$",
        "description": "an argument without control characters"
      }
    }
  }
}
const SCHEMA_process = {
  "type": "object",
  "additionalProperties": false,
  "minProperties": 1,
  "anyOf": [
    {
      "type": "object",
      "properties": {
        "name": {}
      },
      "required": [
        "name"
      ]
    },
    {
      "type": "object",
      "properties": {
        "command": {}
      },
      "required": [
        "command"
      ]
    },
    {
      "type": "object",
      "properties": {
        "user": {}
      },
      "required": [
        "user"
      ]
    },
    {
      "type": "object",
      "properties": {
        "pidFile": {}
      },
      "required": [
        "pidFile"
      ]
    }
  ],
  "description": "at least one of name, command, user and pidFile",
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 64,
      "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
      "description": "the name of a program, with * and ? for any letters"
    },
    "command": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
      "description": "a part of the command line, with * and ? for any letters"
    },
    "user": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$",
      "description": "the name or number of a user"
    },
    "pidFile": {
      "type": "string",
      "maxLength": 500,
      "pattern": "^/[^\\u0000-\\u001f\\u007f]*$",
      "description": "an absolute path without control characters"
    },
    "min": {
      "type": "integer",
      "minimum": 0,
      "maximum": 100000,
      "description": "processes at least, default 1"
    },
    "max": {
      "type": "integer",
      "minimum": 0,
      "maximum": 100000,
      "description": "processes at most"
    },
    "memory": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: MiB of memory of all together"
    },
    "cpu": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of one CPU, of all together"
    },
    "age": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: age of the oldest",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "descriptors": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: open files of all together"
    }
  }
}
const SCHEMA_smtp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-port",
      "description": "host:port or [v6]:port"
    },
    "tls": {
      "type": "string",
      "enum": [
        "starttls",
        "if-offered",
        "implicit",
        "none"
      ],
      "description": "default if-offered"
    },
    "serverName": {
      "type": "string",
      "format": "host",
      "description": "the name that its certificate is to have"
    },
    "insecure": {
      "type": "boolean",
      "description": "accept any certificate"
    },
    "ca": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "file of certificates to trust"
    },
    "ehlo": {
      "type": "string",
      "format": "host",
      "description": "the name to greet with"
    },
    "auth": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "user",
        "password"
      ],
      "properties": {
        "user": {
          "type": "string",
          "maxLength": 200,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "a user name"
        },
        "password": {
          "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
          "anyOf": [
            {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "secret"
              ],
              "properties": {
                "secret": {
                  "type": "string",
                  "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                }
              }
            }
          ]
        }
      }
    },
    "from": {
      "type": "string",
      "maxLength": 254,
      "pattern": "^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$",
      "description": "a mail address"
    },
    "to": {
      "type": "string",
      "maxLength": 254,
      "pattern": "^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$",
      "description": "a mail address"
    },
    "slowerThan": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: the longest time of the whole",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    }
  },
  "dependentRequired": {
    "to": [
      "from"
    ],
    "from": [
      "to"
    ]
  },
  "description": "without auth, or with another tls than none",
  "anyOf": [
    {
      "type": "object",
      "properties": {
        "auth": false
      }
    },
    {
      "type": "object",
      "properties": {
        "tls": {
          "type": "string",
          "not": {
            "const": "none"
          }
        }
      }
    }
  ]
}
const SCHEMA_snmp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "description": "with a community or with v3, and not with both",
  "anyOf": [
    {
      "type": "object",
      "required": [
        "community"
      ],
      "properties": {
        "community": true,
        "v3": false
      }
    },
    {
      "type": "object",
      "required": [
        "v3"
      ],
      "properties": {
        "v3": true,
        "community": false
      }
    }
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-maybe-port",
      "description": "host or host:port"
    },
    "community": {
      "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
      "anyOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "secret"
          ],
          "properties": {
            "secret": {
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
            }
          }
        }
      ]
    },
    "v3": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "user"
      ],
      "dependentRequired": {
        "privacy": [
          "auth"
        ]
      },
      "properties": {
        "user": {
          "type": "string",
          "maxLength": 255,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "a user name"
        },
        "context": {
          "type": "string",
          "maxLength": 255,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "the name of a context"
        },
        "auth": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "protocol",
            "key"
          ],
          "properties": {
            "protocol": {
              "type": "string",
              "enum": [
                "md5",
                "sha",
                "sha224",
                "sha256",
                "sha384",
                "sha512"
              ]
            },
            "key": {
              "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
              "anyOf": [
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "secret"
                  ],
                  "properties": {
                    "secret": {
                      "type": "string",
                      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                    }
                  }
                }
              ]
            }
          }
        },
        "privacy": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "protocol",
            "key"
          ],
          "properties": {
            "protocol": {
              "type": "string",
              "enum": [
                "aes",
                "aes256b",
                "aes256r"
              ]
            },
            "key": {
              "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
              "anyOf": [
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "secret"
                  ],
                  "properties": {
                    "secret": {
                      "type": "string",
                      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                    }
                  }
                }
              ]
            }
          }
        }
      }
    },
    "interface": {
      "anyOf": [
        {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        },
        {
          "type": "string",
          "maxLength": 255,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "a name"
        }
      ],
      "description": "the name of an interface as the device writes it, or its index"
    },
    "utilisation": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of the speed in use, the busier direction"
    },
    "errors": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: faulty packets per second"
    },
    "oids": {
      "type": "array",
      "minItems": 1,
      "maxItems": 16,
      "distinct": "as",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "oid",
          "as"
        ],
        "worse": "higher",
        "properties": {
          "oid": {
            "type": "string",
            "format": "oid",
            "description": "an object identifier such as 1.3.6.1.2.1.1.3.0"
          },
          "as": {
            "type": "string",
            "pattern": "^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$",
            "description": "a name of small letters, digits and _, other than those that the check has itself"
          },
          "rate": {
            "type": "boolean",
            "description": "per second, of a counter"
          },
          "warning": {
            "type": "number",
            "description": "a number"
          },
          "critical": {
            "type": "number",
            "description": "a number"
          },
          "atLeast": {
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number"
              },
              "critical": {
                "type": "number"
              }
            },
            "worse": "lower",
            "description": "a number, or { warning, critical }: the least that will do"
          },
          "expect": {
            "anyOf": [
              {
                "type": "number"
              },
              {
                "type": "string",
                "maxLength": 200
              },
              {
                "type": "array",
                "minItems": 1,
                "maxItems": 20,
                "items": {
                  "anyOf": [
                    {
                      "type": "number"
                    },
                    {
                      "type": "string",
                      "maxLength": 200
                    }
                  ],
                  "description": "a number or a text"
                }
              }
            ],
            "description": "a number or a text, or a list of them"
          }
        }
      }
    }
  },
  "dependentRequired": {
    "utilisation": [
      "interface"
    ],
    "errors": [
      "interface"
    ]
  }
}
const SCHEMA_systemd = {
  "type": "object",
  "additionalProperties": false,
  "anyOf": [
    {
      "type": "object",
      "properties": {
        "units": {}
      },
      "required": [
        "units"
      ]
    },
    {
      "type": "object",
      "properties": {
        "failed": {}
      },
      "required": [
        "failed"
      ]
    }
  ],
  "description": "units, or failed: none, or both",
  "properties": {
    "units": {
      "type": "array",
      "description": "units that have to be active",
      "minItems": 1,
      "maxItems": 10,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "maxLength": 255,
        "pattern": "^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$",
        "description": "the name of a unit, such as nginx.service, without blanks, globs or a leading -"
      }
    },
    "failed": {
      "type": "string",
      "enum": [
        "none"
      ],
      "description": "no unit of the whole system may have failed"
    },
    "restarts": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: restarts of a unit since the result before"
    }
  }
}
const SCHEMA_tcp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-port",
      "description": "host:port or [v6]:port"
    }
  }
}

export const CHECK_TYPES = {
  "clock": {
    description: {"ja":"ホストの時計が chrony、ntpd または systemd-timesyncd により同期していること","en":"the host's clock is synchronised by chrony, ntpd or systemd-timesyncd"},
    targetKey: null,
    runs: "host",
    responseValue: null,
    schema: SCHEMA_clock,
    validate: (config) => report($clock, $clock_texts, config),
    target: () => '',
  },
  "certificate": {
    description: {"ja":"サーバー証明書が有効で、期限が近くないこと","en":"a server certificate is valid and does not expire soon"},
    targetKey: "target",
    runs: "network",
    responseValue: "tls_ms",
    schema: SCHEMA_certificate,
    validate: (config) => report($certificate, $certificate_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
  },
  "dns": {
    description: {"ja":"ネームサーバーが期待どおりに、時間内に応答すること","en":"name servers answer as expected and in time"},
    targetKey: "query",
    runs: "network",
    responseValue: "query_ms",
    schema: SCHEMA_dns,
    validate: (config) => report($dns, $dns_texts, config),
    target: (config) => [config["query"]].flat().join(', '),
  },
  "host": {
    description: {"ja":"ホストの CPU、メモリ、ディスク、ネットワークなどに余裕があること","en":"the host has CPU, memory, disk and network to spare"},
    targetKey: null,
    runs: "host",
    responseValue: null,
    schema: SCHEMA_host,
    validate: (config) => report($host, $host_texts, config),
    target: () => '',
  },
  "http": {
    description: {"ja":"Web サーバーが期待どおりに、時間内に応答すること","en":"a web server answers as expected and in time"},
    targetKey: "url",
    runs: "network",
    responseValue: "total_ms",
    schema: SCHEMA_http,
    validate: (config) => report($http, $http_texts, config),
    target: (config) => [config["url"]].flat().join(', '),
  },
  "https": {
    description: {"ja":"Web サーバーが期待どおりに、時間内に応答すること","en":"a web server answers as expected and in time"},
    targetKey: "url",
    runs: "network",
    responseValue: "total_ms",
    schema: SCHEMA_http,
    validate: (config) => report($http, $http_texts, config),
    target: (config) => [config["url"]].flat().join(', '),
  },
  "ntp": {
    description: {"ja":"時計が時刻サーバーと合っていること","en":"the clock agrees with time servers"},
    targetKey: "servers",
    runs: "host",
    responseValue: null,
    schema: SCHEMA_ntp,
    validate: (config) => report($ntp, $ntp_texts, config),
    target: (config) => [config["servers"]].flat().join(', '),
  },
  "ping": {
    description: {"ja":"ホストが ping に応答すること","en":"a host answers ping"},
    targetKey: "target",
    runs: "network",
    responseValue: "rtt_avg_ms",
    schema: SCHEMA_ping,
    validate: (config) => report($ping, $ping_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
  },
  "plugin": {
    description: {"ja":"エージェントが許可した Nagios 形式のプラグインによる監視","en":"a plugin of the Nagios convention that the agent of the host allows"},
    targetKey: "plugin",
    runs: "host",
    responseValue: null,
    schema: SCHEMA_plugin,
    validate: (config) => report($plugin, $plugin_texts, config),
    target: (config) => [config["plugin"]].flat().join(', '),
  },
  "process": {
    description: {"ja":"プロセスが決められた数だけ動き、資源を使いすぎていないこと","en":"processes of a program are there and take no more than they may"},
    targetKey: null,
    runs: "host",
    responseValue: null,
    schema: SCHEMA_process,
    validate: (config) => report($process, $process_texts, config),
    target: () => '',
  },
  "smtp": {
    description: {"ja":"メールサーバーが応答し、求められた段階まで受け付けること","en":"a mail server answers and accepts as far as asked"},
    targetKey: "target",
    runs: "network",
    responseValue: "total_ms",
    schema: SCHEMA_smtp,
    validate: (config) => report($smtp, $smtp_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
  },
  "snmp": {
    description: {"ja":"機器が SNMP に応答し、その値が範囲内であること","en":"a device answers SNMP with values that are as expected"},
    targetKey: "target",
    runs: "network",
    responseValue: "answer_ms",
    schema: SCHEMA_snmp,
    validate: (config) => report($snmp, $snmp_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
  },
  "systemd": {
    description: {"ja":"systemd のユニットが動作し、再起動を繰り返していないこと","en":"units of systemd are active and not restarted over and over"},
    targetKey: "units",
    runs: "host",
    responseValue: null,
    schema: SCHEMA_systemd,
    validate: (config) => report($systemd, $systemd_texts, config),
    target: (config) => [config["units"]].flat().join(', '),
  },
  "tcp": {
    description: {"ja":"TCP ポートに接続できること","en":"a TCP port accepts a connection"},
    targetKey: "target",
    runs: "network",
    responseValue: "connect_ms",
    schema: SCHEMA_tcp,
    validate: (config) => report($tcp, $tcp_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
  },
}
