// Made by `npm run generate`; a change here is lost.
import { twinOf } from '../distinct.ts'
import { FORMATS as formats } from '../formats.ts'
import { codePoints, report } from '../report.ts'
import { misordered } from '../two-levels.ts'

export const validate = (config) => report($snmp, $snmp_texts, config)

const $snmp = validate20;
const formats0 = formats["host-maybe-port"];
const formats2 = formats.oid;
const pattern4 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
const pattern5 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");
const pattern10 = new RegExp("^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$", "u");
const func1 = codePoints;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="snmp" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
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
if(!(formats0(data2))){
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
if(!pattern4.test(data4)){
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
if(!pattern5.test(data6)){
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
if(!pattern5.test(data7)){
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
const err29 = {instancePath:instancePath+"/v3/auth/protocol",schemaPath:"#/properties/v3/properties/auth/properties/protocol/enum",keyword:"enum",params:{allowedValues: ["md5","sha","sha224","sha256","sha384","sha512"]},message:"must be equal to one of the allowed values"};
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
if(!pattern4.test(data11)){
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
const err41 = {instancePath:instancePath+"/v3/privacy/protocol",schemaPath:"#/properties/v3/properties/privacy/properties/protocol/enum",keyword:"enum",params:{allowedValues: ["aes","aes256b","aes256r"]},message:"must be equal to one of the allowed values"};
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
if(!pattern4.test(data15)){
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
if(!pattern5.test(data16)){
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
const err58 = {instancePath:instancePath+"/utilisation",schemaPath:"#/properties/utilisation/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
const err70 = {instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
if(!(formats2(data25))){
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
if(!pattern10.test(data26)){
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
const err91 = {instancePath:instancePath+"/oids/" + i0+"/atLeast",schemaPath:"#/properties/oids/items/properties/atLeast/type",keyword:"type",params:{type: ["number","object"]},message:"must be number,object"};
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
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

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
