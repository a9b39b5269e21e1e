// Made by `npm run generate`; a change here is lost.
import { FORMATS as formats } from './formats.ts'
import { misordered } from './two-levels.ts'

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
const schema33 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","format":"host","description":"a name to look up; of PTR also an address"},"record":{"type":"string","enum":["A","AAAA","CNAME","MX","NS","TXT","SOA","SRV","CAA","PTR"],"description":"default A"},"servers":{"type":"array","minItems":1,"maxItems":10,"uniqueItems":true,"items":{"type":"string","format":"host-maybe-port","description":"host or host:port"},"description":"name servers, each of which is to answer; default: this host's own resolvers"},"expect":{"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"contains":{"anyOf":[{"type":"string","minLength":1,"maxLength":1000},{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","minLength":1,"maxLength":1000}}],"description":"an answer as text, or a list of them"},"exactly":{"anyOf":[{"type":"string","minLength":1,"maxLength":1000},{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","minLength":1,"maxLength":1000}}],"description":"an answer as text, or a list of them"},"absent":{"const":true,"description":"true: the name is not to exist"}}},"slowerThan":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: the longest time of one answer","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"}},"$id":"dns"};
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
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "name") || (key0 === "record")) || (key0 === "servers")) || (key0 === "expect")) || (key0 === "slowerThan"))){
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
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!(formats2(data0))){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/format",keyword:"format",params:{format: "host"},message:"must match format \""+"host"+"\""};
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
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
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

const $http = validate23;
const schema34 = {"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","maxLength":2000,"format":"http-url","description":"http:// or https:// URL"},"method":{"type":"string","enum":["GET","HEAD","POST","PUT","OPTIONS","DELETE","PATCH"]},"headers":{"type":"object","maxProperties":50,"propertyNames":{"pattern":"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},"additionalProperties":{"type":"string","maxLength":4000,"pattern":"^[^\\u0000-\\u001f\\u007f]*$"}},"body":{"type":"string","maxLength":65536,"description":"what to send"},"host":{"type":"string","format":"host-maybe-port","description":"Host header of its own"},"sni":{"type":"string","format":"host","description":"server name of the TLS handshake"},"expect":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"status":{"description":"a status 100 to 599, a class such as \"2xx\", or a list of them","anyOf":[{"type":"integer","minimum":100,"maximum":599},{"type":"string","pattern":"^[1-5]xx$"},{"type":"array","minItems":1,"maxItems":50,"items":{"anyOf":[{"type":"integer","minimum":100,"maximum":599},{"type":"string","pattern":"^[1-5]xx$"}]}}]},"headers":{"type":"object","minProperties":1,"maxProperties":50,"propertyNames":{"pattern":"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},"additionalProperties":{"type":"string","maxLength":1000,"format":"matcher","description":"a text, or an expression between slashes"}},"body":{"type":"string","minLength":1,"maxLength":1000,"format":"matcher","description":"a text, or an expression between slashes"},"json":{"type":"object","additionalProperties":false,"required":["path","equals"],"properties":{"path":{"type":"string","maxLength":500,"pattern":"^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$","description":"$.a.b[0] or a.b[0]"},"equals":{"type":["string","number","boolean","null"]}}},"certificateDaysLeft":{"type":"integer","minimum":0,"maximum":3650}}},"redirects":{"type":"integer","minimum":0,"maximum":20},"redirectToHttp":{"type":"boolean","description":"a redirect from https to http may be followed"},"slowerThan":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"maxBody":{"type":"integer","minimum":0,"maximum":16777216,"description":"bytes read of the answer"},"insecure":{"type":"boolean","description":"accept any certificate"},"ca":{"type":"string","minLength":1,"maxLength":1000,"description":"file of certificates to trust"}},"$id":"http"};
const func11 = Object.prototype.hasOwnProperty;
const formats8 = formats["http-url"];
const formats14 = formats.matcher;
const pattern14 = new RegExp("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", "u");
const pattern15 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");
const pattern16 = new RegExp("^[1-5]xx$", "u");
const pattern19 = new RegExp("^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="http" */;
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
if(!(func11.call(schema34.properties, key0))){
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
const err6 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/enum",keyword:"enum",params:{allowedValues: schema34.properties.method.enum},message:"must be equal to one of the allowed values"};
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
if(!pattern14.test(key1)){
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
if(!pattern15.test(data3)){
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
if(!pattern16.test(data8)){
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
if(!pattern16.test(data9)){
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
if(!pattern14.test(key4)){
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
if(!pattern19.test(data14)){
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
const err55 = {instancePath:instancePath+"/expect/json/equals",schemaPath:"#/properties/expect/properties/json/properties/equals/type",keyword:"type",params:{type: schema34.properties.expect.properties.json.properties.equals.type},message:"must be string,number,boolean,null"};
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
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $ntp = validate24;

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="ntp" */;
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
if(!(((key0 === "servers") || (key0 === "maxOffset")) || (key0 === "samples"))){
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
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err9 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[1-9][0-9]{0,11}(ms|s|m|h|d)$"+"\""};
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
const err10 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.samples !== undefined){
let data3 = data.samples;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err11 = {instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 8 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8},message:"must be <= 8"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err13 = {instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $ping = validate25;

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="ping" */;
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
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $smtp = validate26;
const schema37 = {"type":"object","additionalProperties":false,"required":["target"],"properties":{"target":{"type":"string","format":"host-port","description":"host:port or [v6]:port"},"tls":{"type":"string","enum":["starttls","if-offered","implicit","none"],"description":"default if-offered"},"serverName":{"type":"string","format":"host","description":"the name that its certificate is to have"},"insecure":{"type":"boolean","description":"accept any certificate"},"ca":{"type":"string","minLength":1,"maxLength":1000,"description":"file of certificates to trust"},"ehlo":{"type":"string","format":"host","description":"the name to greet with"},"auth":{"type":"object","additionalProperties":false,"required":["user","password"],"properties":{"user":{"type":"string","maxLength":200,"pattern":"^[^\\u0000-\\u001f\\u007f]+$","description":"a user name"},"password":{"description":"{ secret: NAME }, the name of a secret in the agent's own configuration","anyOf":[{"type":"object","additionalProperties":false,"required":["secret"],"properties":{"secret":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}}}]}}},"from":{"type":"string","maxLength":254,"pattern":"^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$","description":"a mail address"},"to":{"type":"string","maxLength":254,"pattern":"^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$","description":"a mail address"},"slowerThan":{"pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms, or { warning, critical }: the longest time of the whole","type":["string","object"],"minProperties":1,"additionalProperties":false,"properties":{"warning":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"},"critical":{"type":"string","pattern":"^[1-9][0-9]{0,11}(ms|s|m|h|d)$","description":"a duration such as 500ms"}},"worse":"higher"}},"dependentRequired":{"to":["from"],"from":["to"]},"description":"without auth, or with another tls than none","anyOf":[{"type":"object","properties":{"auth":false}},{"type":"object","properties":{"tls":{"type":"string","not":{"const":"none"}}}}],"$id":"smtp"};
const pattern22 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");
const pattern23 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
const pattern24 = new RegExp("^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$", "u");

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="smtp" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
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
if(!(func11.call(schema37.properties, key0))){
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
const err12 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/enum",keyword:"enum",params:{allowedValues: schema37.properties.tls.enum},message:"must be equal to one of the allowed values"};
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
if(!pattern22.test(data9)){
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
if(!pattern23.test(data11)){
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
if(!pattern24.test(data12)){
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
if(!pattern24.test(data13)){
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
const err40 = {instancePath:instancePath+"/slowerThan",schemaPath:"#/properties/slowerThan/type",keyword:"type",params:{type: schema37.properties.slowerThan.type},message:"must be string,object"};
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
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $tcp = validate27;

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="tcp" */;
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
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

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
  "#/properties/name/format": "a name to look up; of PTR also an address",
  "#/properties/servers/items/format": "host or host:port",
  "#/properties/expect/properties/contains/anyOf": "an answer as text, or a list of them",
  "#/properties/expect/properties/exactly/anyOf": "an answer as text, or a list of them",
  "#/properties/slowerThan/pattern": "a duration such as 500ms, or { warning, critical }: the longest time of one answer",
  "#/properties/slowerThan/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/slowerThan/properties/critical/pattern": "a duration such as 500ms"
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
  "#/properties/maxOffset/pattern": "a duration such as 500ms"
}
const $ping_texts = {
  "#/properties/target/format": "host name or address"
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
    "name"
  ],
  "properties": {
    "name": {
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
      "type": "string",
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms"
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
    responseValue: null,
    schema: SCHEMA_certificate,
    validate: (config) => report($certificate, $certificate_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
  },
  "dns": {
    description: {"ja":"ネームサーバーが期待どおりに、時間内に応答すること","en":"name servers answer as expected and in time"},
    targetKey: "name",
    runs: "network",
    responseValue: null,
    schema: SCHEMA_dns,
    validate: (config) => report($dns, $dns_texts, config),
    target: (config) => [config["name"]].flat().join(', '),
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
  "smtp": {
    description: {"ja":"メールサーバーが応答し、求められた段階まで受け付けること","en":"a mail server answers and accepts as far as asked"},
    targetKey: "target",
    runs: "network",
    responseValue: null,
    schema: SCHEMA_smtp,
    validate: (config) => report($smtp, $smtp_texts, config),
    target: (config) => [config["target"]].flat().join(', '),
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
