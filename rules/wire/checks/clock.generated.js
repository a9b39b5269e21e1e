// Made by `npm run generate`; a change here is lost.
import { twinOf } from '../distinct.ts'
import { FORMATS as formats } from '../formats.ts'
import { codePoints, report } from '../report.ts'
import { misordered } from '../two-levels.ts'

export const validate = (config) => report($clock, $clock_texts, config)

const $clock = validate20;
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
const err2 = {instancePath:instancePath+"/daemon",schemaPath:"#/properties/daemon/enum",keyword:"enum",params:{allowedValues: ["chrony","ntpd","timesyncd"]},message:"must be equal to one of the allowed values"};
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
const err3 = {instancePath:instancePath+"/maxOffset",schemaPath:"#/properties/maxOffset/type",keyword:"type",params:{type: ["string","object"]},message:"must be string,object"};
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
const err12 = {instancePath:instancePath+"/maxStratum",schemaPath:"#/properties/maxStratum/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err24 = {instancePath:instancePath+"/maxSince",schemaPath:"#/properties/maxSince/type",keyword:"type",params:{type: ["string","object"]},message:"must be string,object"};
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

const $clock_texts = {
  "#/properties/maxOffset/pattern": "a duration such as 500ms, or { warning, critical }: offset of the clock by its daemon",
  "#/properties/maxOffset/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxOffset/properties/critical/pattern": "a duration such as 500ms",
  "#/properties/maxSince/pattern": "a duration such as 500ms, or { warning, critical }: time since a source last set the clock right",
  "#/properties/maxSince/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/maxSince/properties/critical/pattern": "a duration such as 500ms",
  "#/properties/timeZone/pattern": "the name of the time zone that the host has to have, such as Asia/Tokyo"
}
