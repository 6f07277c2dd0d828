/** What a column of the books holds. */
export type Column = 'category' | 'name' | 'model' | 'serial' | 'asset' | 'place' | 'quantity';

/**
 * Headings as schools and offices write them; compared without spaces, case, brackets and punctuation. Columns of persons (使用人,
 * 保管人, keeper) are in none of these lists and so are never read.
 */
const WORDS: Readonly<Record<Column, string>> = {
  category:
    '类别|资产类别|设备类别|设备类型|资产分类|分类|类型|品类|种类|分类名称|资产分类名称|' +
    'category|class|type|asset class|asset type|equipment type|kind',
  name:
    '名称|资产名称|设备名称|物品名称|仪器名称|品名|产品名称|设备|固定资产名称|' +
    'name|item|description|equipment|asset name|item name|device',
  model:
    '型号|规格型号|品牌型号|型号规格|规格|设备型号|品牌及型号|品牌规格型号|品牌规格|产品型号|' +
    'model|model no|model number|make and model|brand model|specification',
  serial:
    '序列号|出厂编号|出厂序列号|产品序列号|设备序列号|机身号|机身编号|机器序列号|出厂号|序列编号|' +
    'sn|s/n|sn码|sn号|serial|serial no|serial number|serialno',
  asset:
    '资产编号|固定资产编号|设备编号|资产编码|资产号|国资编号|资产标签号|卡片编号|资产代码|编号|' +
    'asset no|asset number|asset tag|asset id|inventory no|inventory number|tag no',
  place:
    '存放地点|位置|存放位置|地点|使用地点|放置地点|安装位置|安装地点|所在位置|场室|教室|机位|房间|存放地|' +
    'location|place|room|seat|site',
  quantity: '数量|台数|件数|账面数量|在账数量|应有数量|台套数|数目|套数|quantity|qty|count|number of units|units|pcs',
};

export const HEADINGS = Object.entries(WORDS).map(([column, words]) => ({
  column: column as Column,
  words: words.split('|'),
}));

/** A heading about people is never read, whatever else it says: 使用人编号 is no asset number. */
export const OF_PERSONS =
  /人|姓名|员|教师|老师|领用|电话|手机|keeper|user|owner|custodian|holder|person|teacher|phone/i;

/** Lines that add up others. */
export const TOTAL = /^(?:合计|小计|总计|共计|总数|(?:sub)?total)[:：]?$/i;
