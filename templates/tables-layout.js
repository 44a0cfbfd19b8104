{% import "macros.html" as m %}
{% set table %}
<template><table class="compare"><thead>{{ m.compared_heads("{unit}", true, view.row.row.slots, true) -}}</thead><tbody>{{ m.compared(view.row, true, "{again}", true, sample=view.shared) -}}</tbody></table></template>
<template>{{ m.number_of(view.row.row, none, true) }}{{ m.factor_of(view.row.row, "", true) }}</template>
{% endset %}
// Made when the site is built: what the scripts of tables must know as the pages know it, and the row that they fill.
"use strict";
var LitAtlasLayout = {{ view.words|tojson }};
LitAtlasLayout.markup = {{ table|tojson|replace("\\u003c", "<"|safe)|replace("\\u003e", ">"|safe) }};
