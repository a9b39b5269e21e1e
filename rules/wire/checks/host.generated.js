// Made by `npm run generate`; a change here is lost.
import { twinOf } from '../distinct.ts'
import { FORMATS as formats } from '../formats.ts'
import { codePoints, report } from '../report.ts'
import { misordered } from '../two-levels.ts'

export const validate = (config) => report($host, $host_texts, config)

const $host = validate20;
const func1 = Object.prototype.hasOwnProperty;
const func2 = codePoints;
const pattern4 = new RegExp("^/[^\\u0000-\\u001f\\u007f]*$", "u");
const pattern6 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$", "u");
const pattern8 = new RegExp("^[1-9][0-9]{0,11}(ms|s|m|h|d)$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="host" */;
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
if(!(func1.call({"cpu":0,"iowait":0,"steal":0,"load":0,"memory":0,"swap":0,"pressure":0,"disk":0,"inodes":0,"mounts":0,"ignoreMounts":0,"disks":0,"networks":0,"uptime":0,"rebootRequired":0}, key0))){
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
const err1 = {instancePath:instancePath+"/cpu",schemaPath:"#/properties/cpu/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err13 = {instancePath:instancePath+"/iowait",schemaPath:"#/properties/iowait/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err25 = {instancePath:instancePath+"/steal",schemaPath:"#/properties/steal/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err37 = {instancePath:instancePath+"/load",schemaPath:"#/properties/load/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err46 = {instancePath:instancePath+"/memory",schemaPath:"#/properties/memory/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err58 = {instancePath:instancePath+"/swap",schemaPath:"#/properties/swap/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err72 = {instancePath:instancePath+"/pressure/cpu",schemaPath:"#/properties/pressure/properties/cpu/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err84 = {instancePath:instancePath+"/pressure/memory",schemaPath:"#/properties/pressure/properties/memory/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err96 = {instancePath:instancePath+"/pressure/io",schemaPath:"#/properties/pressure/properties/io/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err109 = {instancePath:instancePath+"/disk",schemaPath:"#/properties/disk/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err121 = {instancePath:instancePath+"/inodes",schemaPath:"#/properties/inodes/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
if(func2(data36) > 500){
const err137 = {instancePath:instancePath+"/mounts/" + i0+"/path",schemaPath:"#/properties/mounts/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(!pattern4.test(data36)){
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
const err140 = {instancePath:instancePath+"/mounts/" + i0+"/disk",schemaPath:"#/properties/mounts/items/properties/disk/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err152 = {instancePath:instancePath+"/mounts/" + i0+"/inodes",schemaPath:"#/properties/mounts/items/properties/inodes/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
if(func2(data44) > 500){
const err167 = {instancePath:instancePath+"/ignoreMounts/" + i1,schemaPath:"#/properties/ignoreMounts/items/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(!pattern4.test(data44)){
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
if(!pattern6.test(data47)){
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
const err177 = {instancePath:instancePath+"/disks/" + i2+"/busy",schemaPath:"#/properties/disks/items/properties/busy/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err189 = {instancePath:instancePath+"/disks/" + i2+"/read",schemaPath:"#/properties/disks/items/properties/read/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err198 = {instancePath:instancePath+"/disks/" + i2+"/write",schemaPath:"#/properties/disks/items/properties/write/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
if(!pattern6.test(data59)){
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
const err215 = {instancePath:instancePath+"/networks/" + i3+"/receive",schemaPath:"#/properties/networks/items/properties/receive/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err224 = {instancePath:instancePath+"/networks/" + i3+"/send",schemaPath:"#/properties/networks/items/properties/send/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err235 = {instancePath:instancePath+"/uptime",schemaPath:"#/properties/uptime/type",keyword:"type",params:{type: ["string","object"]},message:"must be string,object"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if(typeof data66 === "string"){
if(!pattern8.test(data66)){
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
if(!pattern8.test(data67)){
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
if(!pattern8.test(data68)){
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
const err245 = {instancePath:instancePath+"/rebootRequired",schemaPath:"#/properties/rebootRequired/enum",keyword:"enum",params:{allowedValues: ["warning","critical"]},message:"must be equal to one of the allowed values"};
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
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const $host_texts = {
  "#/properties/mounts/items/properties/path/pattern": "an absolute path without control characters",
  "#/properties/ignoreMounts/items/pattern": "an absolute path without control characters",
  "#/properties/disks/items/properties/name/pattern": "the name of a device, such as sda or eth0",
  "#/properties/networks/items/properties/name/pattern": "the name of a device, such as sda or eth0",
  "#/properties/uptime/pattern": "a duration such as 500ms, or { warning, critical }: time since the host was started",
  "#/properties/uptime/properties/warning/pattern": "a duration such as 500ms",
  "#/properties/uptime/properties/critical/pattern": "a duration such as 500ms"
}
